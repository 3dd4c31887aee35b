package io.lexiseg.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points in time as optional fields hold them: microseconds since 1970, UTC. */
public final class EventTime {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1000;

  private EventTime() {}

  /** The point in time. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * The field's value; what is finer than a microsecond is cut.
   *
   * @throws ArithmeticException if the time is some 290,000 years away
   */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
        instant.getNano() / NANOS_PER_MICRO);
  }
}
