package io.lexiseg.prototypes.redisearch;

import java.time.Duration;

/**
 * How long to put up with a server that does not answer.
 *
 * @param timeout for connecting and for one answer
 * @param attempts how often something is tried in all, at least 1
 * @param firstPause between the first two attempts; doubles with each further one
 */
public record ConnectionSettings(Duration timeout, int attempts, Duration firstPause) {
  /** Ten seconds an answer, four attempts within about one and a half seconds of pauses. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(Duration.ofSeconds(10), 4, Duration.ofMillis(200));

  public ConnectionSettings {
    if (timeout.toMillis() < 1 || attempts < 1 || firstPause.isNegative()) {
      throw new IllegalArgumentException(
          "redis connection: expected timeout >= 1 ms, attempts >= 1, firstPause >= 0, got %s, %d, %s"
              .formatted(timeout, attempts, firstPause));
    }
  }
}
