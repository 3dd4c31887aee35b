package io.lexiseg.cli.command.change;

import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.schemas.EventTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** A point in time as people type it. */
final class EffectiveFrom {
  private static final Pattern SECONDS = Pattern.compile("\\+\\d{1,9}(\\.\\d{1,6})?");
  private static final double NANOS = 1e9;

  private EffectiveFrom() {}

  /**
   * Reads {@code 2026-05-01T10:00:00Z}, any offset, or {@code +90} for 90 seconds from now.
   *
   * @return microseconds since 1970, UTC
   * @throws UsageException if it is anything else
   */
  static long micros(String text, Clock clock) {
    try {
      return EventTime.micros(instant(text, clock));
    } catch (DateTimeException | ArithmeticException e) {
      throw new UsageException(
          "--effective-from: expected a time such as 2026-05-01T10:00:00Z, or +SECONDS, got '%s'"
              .formatted(text));
    }
  }

  private static Instant instant(String text, Clock clock) {
    return SECONDS.matcher(text).matches()
        ? clock.instant().plus(Duration.ofNanos(Math.round(Double.parseDouble(text) * NANOS)))
        : OffsetDateTime.parse(text).toInstant();
  }
}
