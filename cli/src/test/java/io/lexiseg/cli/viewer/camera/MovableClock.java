package io.lexiseg.cli.viewer.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands until it is moved.
 *
 * <p><b>Threads:</b> safe.
 */
public final class MovableClock extends Clock {
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  /** Moves on. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("expected to be asked for instants alone");
  }
}
