package io.lexiseg.processor.serving.resolution;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: the pause doubles up to a limit, and is up to a
 * quarter shorter or longer, so that instances which lost the same server do not return in step.
 *
 * @param first pause after the first failure
 * @param last longest pause, give or take the quarter
 * @param random spreads the pauses
 */
public record BackOff(Duration first, Duration last, RandomGenerator random) {
  private static final int MAX_DOUBLINGS = 20;
  private static final double SPREAD = 0.25;

  /** From one second to half a minute. */
  public static BackOff standard() {
    return new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random());
  }

  /**
   * The pause after that many failures in a row.
   *
   * @param failures at least 1
   */
  public Duration pause(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
    long limited = Math.min(doubled, last.toMillis());
    return Duration.ofMillis(Math.round(limited * (1 - SPREAD + 2 * SPREAD * random.nextDouble())));
  }
}
