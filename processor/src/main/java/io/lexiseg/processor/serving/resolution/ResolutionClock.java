package io.lexiseg.processor.serving.resolution;

import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import io.lexiseg.schemas.ResolutionTimings;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Times one version on its way from being read to serving. For one thread. */
public final class ResolutionClock {
  private static final Duration REPORT = Duration.ofSeconds(2);

  private final LongSupplier nanos;
  private final Consumer<String> progress;
  private final Runnable each;
  private final ResolutionTrace trace;
  private long told;
  private final long start;
  private long switching;
  private long end;

  /**
   * Begins now.
   *
   * @param nanos a clock of any origin, nanoseconds
   * @param progress is told every two seconds how far it is
   */
  public ResolutionClock(LongSupplier nanos, Consumer<String> progress) {
    this(nanos, progress, () -> {});
  }

  /**
   * As the other.
   *
   * @param each runs each time when more categories are there; what it throws ends the resolution
   */
  public ResolutionClock(LongSupplier nanos, Consumer<String> progress, Runnable each) {
    this.nanos = nanos;
    this.each = each;
    this.progress = progress;
    this.trace = new ResolutionTrace(nanos, this::progressed);
    this.start = nanos.getAsLong();
    this.told = start;
  }

  private void progressed(ResolutionTrace now) {
    each.run();
    boolean due = nanos.getAsLong() - told >= REPORT.toNanos();
    if (due && now.resolved() < now.wanted()) {
      told = nanos.getAsLong();
      progress.accept("%d of %d categories resolved".formatted(now.resolved(), now.wanted()));
    }
  }

  /** Where the resolver says what it does. */
  public ResolutionTrace trace() {
    return trace;
  }

  /** The version is resolved. */
  public void resolved() {
    switching = nanos.getAsLong();
  }

  /** The version serves. */
  public void switched() {
    end = nanos.getAsLong();
  }

  /** What it took. */
  public ResolutionTimings timings() {
    Duration mean = trace.spent(Stage.MEAN);
    return ResolutionTimings.newBuilder()
        .setTextMicros(micros(trace.spent(Stage.TEXT)))
        .setIndexMicros(micros(trace.spent(Stage.RETRIEVAL).plus(mean)))
        .setMeanMicros(micros(mean))
        .setSwapMicros((end - switching) / 1000)
        .setTotalMicros((end - start) / 1000)
        .build();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
