package io.lexiseg.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Points in time as records hold them: microseconds since 1970, UTC.
 *
 * <p>Records hold times from 1971 to the end of 2261. Later ones do not fit into the nanoseconds of
 * other languages' clients; a number below is one of seconds or milliseconds in the field of
 * microseconds, one beyond of nanoseconds.
 */
public final class EventTime {
  /** The earliest time of a record. */
  public static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");

  /** The first time that no record holds any more. */
  public static final Instant END = Instant.parse("2262-01-01T00:00:00Z");

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1000;

  private EventTime() {}

  /** Whether records may hold a time, so that every client can read them. */
  public static boolean isAllowed(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(END);
  }

  /** What to say of a time that is not allowed. */
  public static String expected(Instant found) {
    return "expected a time from 1971 to 2261 in microseconds, got " + found;
  }

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
