package io.lexiseg.recognition.category;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
  private final Consumer<ResolutionTrace> progress;
  private final Map<Stage, Long> spent = new EnumMap<>(Stage.class);
  private Optional<Stage> now = Optional.empty();
  private long since;
  private int wanted;
  private int resolved;

  /**
   * Begins at zero.
   *
   * @param nanos a clock of any origin, nanoseconds
   */
  public ResolutionTrace(LongSupplier nanos) {
    this(nanos, trace -> {});
  }

  /**
   * Begins at zero.
   *
   * @param nanos a clock of any origin, nanoseconds
   * @param progress hears each time when more categories are there, on the thread that works
   */
  public ResolutionTrace(LongSupplier nanos, Consumer<ResolutionTrace> progress) {
    this.nanos = nanos;
    this.progress = progress;
  }

  /** Does something and counts its time, failed or not. */
  public <T> T time(Stage stage, Supplier<T> work) {
    begin(stage);
    try {
      return work.get();
    } finally {
      end(stage);
    }
  }

  private synchronized void begin(Stage stage) {
    now = Optional.of(stage);
    since = nanos.getAsLong();
  }

  private synchronized void end(Stage stage) {
    now = Optional.empty();
    spent.merge(stage, nanos.getAsLong() - since, Long::sum);
  }

  /** How long it has been in a stage without a break, zero if it is not in it. */
  public synchronized Duration now(Stage stage) {
    return now.filter(stage::equals)
        .map(same -> Duration.ofNanos(nanos.getAsLong() - since))
        .orElse(Duration.ZERO);
  }

  /** So many categories are asked for. */
  public synchronized void wanted(int categories) {
    wanted = categories;
  }

  /** So many categories more are there. */
  public void resolved(int categories) {
    synchronized (this) {
      resolved += categories;
    }
    progress.accept(this);
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
