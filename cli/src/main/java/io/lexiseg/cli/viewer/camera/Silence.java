package io.lexiseg.cli.viewer.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When somebody who speaks again and again counts as silent: after three of the usual pauses, at
 * least {@link #SHORTEST}. So who speaks once a second is noticed within three seconds, and a slow
 * camera raises no alarm between two frames.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Silence {
  /** Seen with the page's own delay, this is within three seconds. */
  static final Duration SHORTEST = Duration.ofMillis(2400);

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int PAUSES = 5;

  private final Deque<Duration> pauses = new ArrayDeque<>();
  private Optional<Instant> last = Optional.empty();

  void heard(Instant now) {
    last.ifPresent(before -> pauses.addLast(Duration.between(before, now)));
    if (pauses.size() > PAUSES) {
      pauses.removeFirst();
    }
    last = Optional.of(now);
  }

  /** When it spoke last. */
  Optional<Instant> last() {
    return last;
  }

  /** Whether somebody who owes a word since that time has been silent for too long. */
  boolean since(Instant owed, Instant now) {
    Instant from = last.filter(owed::isBefore).orElse(owed);
    return Duration.between(from, now).compareTo(limit()) >= 0;
  }

  /** The median of the last pauses: one long pause changes nothing. */
  private Duration limit() {
    Duration usual =
        pauses.stream().sorted().skip(pauses.size() / 2).findFirst().orElse(Duration.ZERO);
    Duration limit = usual.multipliedBy(3);
    if (limit.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
  }
}
