package io.lexiseg.processor.pace;

import java.time.Duration;

/**
 * How long Kafka waits for a stream thread. A thread takes one frame of each of its partitions
 * before it commits or polls, so both follow from partitions, threads and the slowest frame.
 *
 * @param transaction how long a transaction may stay open; a crash leaves it open so long
 * @param poll how long a consumer may stay away before its partitions go to others
 */
public record StreamLimits(Duration transaction, Duration poll) {
  private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(10);
  private static final Duration SHORTEST_POLL = Duration.ofMinutes(5);

  /** What a commit takes, and the start of a pass. */
  private static final Duration COMMIT = Duration.ofMillis(500);

  /**
   * Limits with room for frames half as slow again as the slowest known.
   *
   * @param frames that a thread takes between commits, at least 1
   */
  public static StreamLimits of(int frames, Duration slowestFrame) {
    Duration needed = pass(frames, slowestFrame.multipliedBy(3).dividedBy(2));
    return new StreamLimits(
        longest(needed, SHORTEST_TRANSACTION), longest(needed.multipliedBy(2), SHORTEST_POLL));
  }

  /** Time from commit to commit when every frame is as slow as that. */
  static Duration pass(int frames, Duration frame) {
    return frame.multipliedBy(frames).plus(COMMIT);
  }

  /** The larger of both, limit by limit. */
  StreamLimits atLeast(StreamLimits other) {
    return new StreamLimits(longest(transaction, other.transaction), longest(poll, other.poll));
  }

  /** As these, but no transaction is longer than a broker allows. */
  StreamLimits withTransactionUpTo(Duration most) {
    return transaction.compareTo(most) <= 0 ? this : new StreamLimits(most, poll);
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
