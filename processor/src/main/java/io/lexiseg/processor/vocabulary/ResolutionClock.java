package io.lexiseg.processor.vocabulary;

import io.lexiseg.processor.prototype.ResolutionTrace;
import io.lexiseg.processor.prototype.ResolutionTrace.Stage;
import io.lexiseg.schemas.ResolutionTimings;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Times one version on its way from being read to serving. For one thread. */
final class ResolutionClock {
  private final LongSupplier nanos;
  private final ResolutionTrace trace;
  private final long start;
  private long switching;
  private long end;

  /**
   * Begins now.
   *
   * @param nanos a clock of any origin, nanoseconds
   */
  ResolutionClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.trace = new ResolutionTrace(nanos);
    this.start = nanos.getAsLong();
  }

  /** Where the resolver says what it does. */
  ResolutionTrace trace() {
    return trace;
  }

  /** The version is resolved. */
  void resolved() {
    switching = nanos.getAsLong();
  }

  /** The version serves. */
  void switched() {
    end = nanos.getAsLong();
  }

  /** What it took. */
  ResolutionTimings timings() {
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
