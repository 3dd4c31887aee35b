package io.lexiseg.prototypes.redis;

import java.time.Duration;
import java.util.Map;

/**
 * How long to put up with a server that does not answer. An attempt that runs out of time is the
 * last one; other failures are tried again.
 *
 * @param connect for reaching the server
 * @param command for an answer other than a search's
 * @param search for a search; the server is told, too
 * @param attempts how often something is tried in all, at least 1
 * @param firstPause between the first two attempts; doubles with each further one
 */
public record ConnectionSettings(
    Duration connect, Duration command, Duration search, int attempts, Duration firstPause) {
  /** Four seconds an answer or a search, four attempts with one and a half seconds of pauses. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(4), 4, pause());

  /** As {@link #DEFAULT}, with a minute for answers of a server that builds a graph. */
  public static final ConnectionSettings WRITING =
      new ConnectionSettings(
          Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(1), 4, pause());

  public ConnectionSettings {
    if (connect.toMillis() < 1
        || command.toMillis() < 1
        || search.toMillis() < 1
        || attempts < 1
        || firstPause.isNegative()) {
      throw new IllegalArgumentException(
          "redis connection: expected time-outs >= 1 ms, attempts >= 1, firstPause >= 0, got %s, %s, %s, %d, %s"
              .formatted(connect, command, search, attempts, firstPause));
    }
  }

  /** The same time for everything. */
  public ConnectionSettings(Duration timeout, int attempts, Duration firstPause) {
    this(timeout, timeout, timeout, attempts, firstPause);
  }

  private static Duration pause() {
    return Duration.ofMillis(200);
  }

  /** These settings with other time-outs. */
  ConnectionSettings with(Map<Timeout, Duration> timeouts) {
    return new ConnectionSettings(
        timeouts.getOrDefault(Timeout.CONNECT, connect),
        timeouts.getOrDefault(Timeout.COMMAND, command),
        timeouts.getOrDefault(Timeout.SEARCH, search),
        attempts,
        firstPause);
  }
}
