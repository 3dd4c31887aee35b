package io.lexiseg.processor;

import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.encoder.batch.BatchListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Runs the processor as the whole of a process, until it is told to end. */
public final class ProcessorService {
  /** Longer than what closing may take, shorter than the patience of a container runtime. */
  public static final Duration GRACE = Duration.ofSeconds(28);

  private ProcessorService() {}

  /**
   * Opens the model, starts the processor, waits; for an index that is away, too. Returns when the
   * process is asked to end (SIGTERM, Ctrl-C), after everything is closed.
   *
   * @throws RuntimeException if it cannot start, or stopped by itself; everything is closed then
   */
  public static void run(ProcessorConfig config) throws InterruptedException {
    run(config, batches -> SegmentationModel.open(config.model(), batches));
  }

  /**
   * As the other, with a model of one's own.
   *
   * @param opening opens the model, which is closed in the end
   */
  public static void run(ProcessorConfig config, Function<BatchListener, SegmentationModel> opening)
      throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    ProcessorMetrics metrics = new ProcessorMetrics();
    SegmentationModel model =
        new PatientOpening(config.http()).open(() -> opening.apply(metrics.batches()));
    ProcessorApplication processor = new ProcessorApplication(config, model, metrics);
    try {
      Thread hook = new Thread(() -> end(processor, closed), "processor-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      processor.start();
      processor.awaitEnd();
    } finally {
      processor.close();
      if (processor.closedWell()) {
        model.close();
      }
      closed.countDown();
    }
  }

  private static void end(ProcessorApplication processor, CountDownLatch closed) {
    processor.requestEnd();
    try {
      if (!closed.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
