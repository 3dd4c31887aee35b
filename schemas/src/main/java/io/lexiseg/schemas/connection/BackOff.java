package io.lexiseg.schemas.connection;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: the pause doubles up to a limit. It may be
 * spread, so that instances which lost the same server do not return in step.
 *
 * @param first pause after the first failure
 * @param last longest pause, give or take the spread
 * @param spread by what part a pause is shorter or longer at most, 0..1
 * @param random spreads the pauses
 */
public record BackOff(Duration first, Duration last, double spread, RandomGenerator random) {
  private static final int MAX_DOUBLINGS = 20;

  /** From one second to half a minute, spread by a quarter. */
  public static BackOff standard() {
    return new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.25, new Random());
  }

  /** Doubles without spread. */
  public static BackOff doubling(Duration first, Duration last) {
    return new BackOff(first, last, 0, new Random());
  }

  /**
   * The pause after that many failures in a row.
   *
   * @param failures at least 1
   */
  public Duration pause(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
    long limited = Math.min(doubled, last.toMillis());
    return Duration.ofMillis(Math.round(limited * (1 - spread + 2 * spread * random.nextDouble())));
  }
}
