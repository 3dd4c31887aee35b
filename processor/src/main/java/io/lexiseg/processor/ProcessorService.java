package io.lexiseg.processor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the processor as the whole of a process, until it is told to end. */
public final class ProcessorService {
  /** Longer than what closing may take, shorter than the patience of a container runtime. */
  private static final int GRACE_SECONDS = 45;

  private ProcessorService() {}

  /**
   * Opens the model, starts the processor, waits. Returns when the process is asked to end
   * (SIGTERM, Ctrl-C), after everything is closed.
   *
   * @throws RuntimeException if it cannot start, or stopped by itself; everything is closed then
   */
  public static void run(ProcessorConfig config) throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    ProcessorMetrics metrics = new ProcessorMetrics();
    try (SegmentationModel model = SegmentationModel.open(config.model(), metrics.batches());
        ProcessorApplication processor = new ProcessorApplication(config, model, metrics)) {
      Thread hook = new Thread(() -> end(processor, closed), "processor-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      processor.start();
      processor.awaitEnd();
    } finally {
      closed.countDown();
    }
  }

  private static void end(ProcessorApplication processor, CountDownLatch closed) {
    processor.requestEnd();
    try {
      if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
