package io.lexiseg.processor.pace;

import java.time.Duration;

/** Finds the limits to start with. */
public final class StartingPace {
  private StartingPace() {}

  /**
   * The pace of a processor that has all partitions.
   *
   * @param partitions of the topic of frames, at least 1
   * @param slowestFrame known or measured
   * @param longestTransaction what brokers allow
   * @throws IllegalArgumentException if what was set, or what brokers allow, is too short; the
   *     message says what to change
   */
  public static FramePace of(
      PaceSettings settings, int partitions, Duration slowestFrame, Duration longestTransaction) {
    int frames = FramePace.frames(settings.threads(), partitions);
    StreamLimits derived = StreamLimits.of(frames, slowestFrame);
    Duration pass = StreamLimits.pass(frames, slowestFrame);
    String why =
        "%d partitions on %d threads, %d ms the slowest frame"
            .formatted(partitions, settings.threads(), slowestFrame.toMillis());
    if (settings.transactional()) {
      require(
          "kafka.transaction.timeout.ms",
          settings.transaction().orElse(derived.transaction()),
          pass,
          why);
      require("brokers' transaction.max.timeout.ms", longestTransaction, pass, why);
    }
    require("kafka.max.poll.interval.ms", settings.poll().orElse(derived.poll()), pass, why);
    StreamLimits chosen =
        new StreamLimits(
            settings.transaction().orElse(derived.transaction()),
            settings.poll().orElse(derived.poll()));
    return new FramePace(
        chosen, settings.threads(), partitions, settings.transactional(), longestTransaction);
  }

  private static void require(String setting, Duration value, Duration least, String why) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "%s: expected at least %d (%s), got %d; raise it, or threads"
              .formatted(setting, least.toMillis(), why, value.toMillis()));
    }
  }
}
