package io.lexiseg.indexbuilder.service;

import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.prototype.PictureMakers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the index builder as the whole of a process, until it is told to end. */
public final class BuilderService {
  /** Longer than what closing may take, shorter than the patience of a container runtime. */
  public static final Duration GRACE = Duration.ofSeconds(28);

  private BuilderService() {}

  /**
   * Opens the generator, starts the builder, waits. Returns when the process is asked to end
   * (SIGTERM, Ctrl-C), after everything is closed.
   *
   * @throws IllegalArgumentException if the generator or the pack cannot be used
   * @throws RuntimeException if it cannot start, or stopped by itself; everything is closed then
   */
  public static void run(BuilderConfig config) throws InterruptedException {
    run(config, PictureMakers.open(config.generator(), config.pack(), config.inference()));
  }

  /**
   * As the other, with a generator of one's own.
   *
   * @param generator its maker is closed in the end
   */
  public static void run(BuilderConfig config, OpenMaker generator) throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    try (BuilderApplication builder = new BuilderApplication(config, generator)) {
      Thread hook = new Thread(() -> end(builder, closed), "builder-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      builder.start();
      builder.awaitEnd();
    } finally {
      closed.countDown();
    }
  }

  private static void end(BuilderApplication builder, CountDownLatch closed) {
    builder.requestEnd();
    try {
      if (!closed.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
