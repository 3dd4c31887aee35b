package io.lexiseg.vision.encoder.batch;

import java.time.Duration;

/**
 * How requests are put together.
 *
 * @param maxBatch most requests that run together, at least 1
 * @param maxWait longest that a request waits for company while a worker is free; zero: it never
 *     does, batches then form only while workers are busy
 * @param queueCapacity most requests that wait, at least {@code maxBatch}
 */
public record BatchOptions(int maxBatch, Duration maxWait, int queueCapacity) {
  /** Checks the numbers. */
  public BatchOptions {
    if (maxBatch < 1 || queueCapacity < maxBatch || maxWait.isNegative()) {
      throw new IllegalArgumentException(
          "batching: expected maxBatch >= 1, queueCapacity >= maxBatch, maxWait >= 0, got %d, %d, %s"
              .formatted(maxBatch, queueCapacity, maxWait));
    }
  }

  /** The same with batches of at most that size, at least 1. */
  public BatchOptions limitedTo(int largest) {
    return new BatchOptions(Math.min(maxBatch, largest), maxWait, queueCapacity);
  }
}
