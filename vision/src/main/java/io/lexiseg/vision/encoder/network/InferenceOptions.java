package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import java.time.Duration;

/**
 * How networks are run.
 *
 * @param computing what runs them
 * @param slots places where one network runs at the same time, at least 1; on a CPU one a core
 * @param threadsPerSlot threads that share one run, at least 1; more than 1 only helps when there
 *     are fewer requests at a time than cores
 * @param batching how requests are put together
 */
public record InferenceOptions(
    Computing computing, int slots, int threadsPerSlot, BatchOptions batching) {
  private static final int QUEUE_CAPACITY = 1024;

  /** Texts are short: one alone leaves most of a core's arithmetic waiting for weights. */
  private static final int TEXTS = 16;

  /** Checks the numbers. */
  public InferenceOptions {
    if (slots < 1 || threadsPerSlot < 1) {
      throw new IllegalArgumentException(
          "inference: expected slots >= 1 and threadsPerSlot >= 1, got %d and %d"
              .formatted(slots, threadsPerSlot));
    }
  }

  /**
   * How texts are put together: on a CPU in batches, unlike images. Texts of a batch are equally
   * long, so none is padded.
   */
  BatchOptions textBatching() {
    return device() == Device.CPU
        ? new BatchOptions(
            Math.max(TEXTS, batching.maxBatch()),
            batching.maxWait(),
            Math.max(TEXTS, batching.queueCapacity()))
        : batching;
  }

  /** On the CPU. */
  public InferenceOptions(int slots, int threadsPerSlot, BatchOptions batching) {
    this(Computing.CPU, slots, threadsPerSlot, batching);
  }

  /** What the networks compute on. */
  public Device device() {
    return computing.device();
  }

  /** A slot a core and no batches, the fastest on a CPU. */
  public static InferenceOptions cpu() {
    return cpu(Runtime.getRuntime().availableProcessors());
  }

  /** So many slots of one thread each and no batches. */
  public static InferenceOptions cpu(int slots) {
    return new InferenceOptions(slots, 1, new BatchOptions(1, Duration.ZERO, QUEUE_CAPACITY));
  }
}
