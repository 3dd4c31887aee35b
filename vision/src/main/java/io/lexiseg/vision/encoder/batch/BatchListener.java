package io.lexiseg.vision.encoder.batch;

import java.time.Duration;

/**
 * What a batcher tells about itself, for metrics. The calls must return at once and not throw.
 *
 * <p><b>Threads:</b> called from any.
 */
public interface BatchListener {
  /** Tells nobody. */
  BatchListener NONE = new BatchListener() {};

  /** A request was queued; {@code depth} now wait. */
  default void queued(String batcher, int depth) {}

  /** The queue is full: a caller has to wait until its requests may be queued. */
  default void crowded(String batcher) {}

  /**
   * A batch ended well.
   *
   * @param waited from the first request's arrival to the start
   * @param ran from the start to the end
   */
  default void completed(String batcher, int size, Duration waited, Duration ran) {}

  /** A batch of more than one request failed; each of its requests now runs alone. */
  default void retried(String batcher, int size) {}

  /** A request failed for good. */
  default void failed(String batcher) {}
}
