package io.lexiseg.processor.prototype;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the time of one resolution goes, and how far it is.
 *
 * <p><b>Threads:</b> one works; any may look.
 */
public final class ResolutionTrace {
  /** What takes time; a category that comes from a cache takes none of it. */
  public enum Stage {
    /** The text encoder. */
    TEXT,
    /** Finding the nearest keys, and fetching what lies under them. */
    RETRIEVAL,
    /** Aggregating prototypes. */
    MEAN
  }

  private final LongSupplier nanos;
  private final Map<Stage, Long> spent = new EnumMap<>(Stage.class);
  private int wanted;
  private int resolved;

  /**
   * Begins at zero.
   *
   * @param nanos a clock of any origin, nanoseconds
   */
  public ResolutionTrace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Does something and counts its time, failed or not. */
  public <T> T time(Stage stage, Supplier<T> work) {
    long start = nanos.getAsLong();
    try {
      return work.get();
    } finally {
      add(stage, nanos.getAsLong() - start);
    }
  }

  private synchronized void add(Stage stage, long duration) {
    spent.merge(stage, duration, Long::sum);
  }

  /** So many categories are asked for. */
  public synchronized void wanted(int categories) {
    wanted = categories;
  }

  /** So many categories more are there. */
  public synchronized void resolved(int categories) {
    resolved += categories;
  }

  /** Time spent in a stage so far. */
  public synchronized Duration spent(Stage stage) {
    return Duration.ofNanos(spent.getOrDefault(stage, 0L));
  }

  /** Categories asked for; 0 before that is known. */
  public synchronized int wanted() {
    return wanted;
  }

  /** Categories that are there, of those asked for. */
  public synchronized int resolved() {
    return resolved;
  }
}
