package io.lexiseg.vision.segmentation;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Sums wall time by stage.
 *
 * <p><b>Threads:</b> any number may time at once.
 */
final class Stopwatch {
  private final LongAdder superpixels = new LongAdder();
  private final LongAdder dense = new LongAdder();
  private final LongAdder global = new LongAdder();
  private final LongAdder scoring = new LongAdder();

  <T> T superpixels(Supplier<T> work) {
    return timed(superpixels, work);
  }

  <T> T dense(Supplier<T> work) {
    return timed(dense, work);
  }

  <T> T global(Supplier<T> work) {
    return timed(global, work);
  }

  <T> T scoring(Supplier<T> work) {
    return timed(scoring, work);
  }

  private static <T> T timed(LongAdder total, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      total.add(System.nanoTime() - start);
    }
  }

  /** What was measured so far, to go on from. */
  Stopwatch copy() {
    Stopwatch copy = new Stopwatch();
    copy.superpixels.add(superpixels.sum());
    copy.dense.add(dense.sum());
    copy.global.add(global.sum());
    copy.scoring.add(scoring.sum());
    return copy;
  }

  StageTimings timings() {
    return new StageTimings(
        Duration.ofNanos(superpixels.sum()),
        Duration.ofNanos(dense.sum()),
        Duration.ofNanos(global.sum()),
        Duration.ofNanos(scoring.sum()));
  }
}
