package io.lexiseg.vision.timing;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Sums wall time by stage.
 *
 * <p><b>Threads:</b> any number may time at once.
 */
public final class Stopwatch {
  private final LongAdder superpixels = new LongAdder();
  private final LongAdder dense = new LongAdder();
  private final LongAdder global = new LongAdder();
  private final LongAdder scoring = new LongAdder();

  public <T> T superpixels(Supplier<T> work) {
    return timed(superpixels, work);
  }

  public <T> T dense(Supplier<T> work) {
    return timed(dense, work);
  }

  public <T> T global(Supplier<T> work) {
    return timed(global, work);
  }

  public <T> T scoring(Supplier<T> work) {
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
  public Stopwatch copy() {
    Stopwatch copy = new Stopwatch();
    copy.superpixels.add(superpixels.sum());
    copy.dense.add(dense.sum());
    copy.global.add(global.sum());
    copy.scoring.add(scoring.sum());
    return copy;
  }

  public StageTimings timings() {
    return new StageTimings(
        Duration.ofNanos(superpixels.sum()),
        Duration.ofNanos(dense.sum()),
        Duration.ofNanos(global.sum()),
        Duration.ofNanos(scoring.sum()));
  }
}
