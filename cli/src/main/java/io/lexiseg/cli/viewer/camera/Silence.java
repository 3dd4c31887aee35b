package io.lexiseg.cli.viewer.camera;

import java.time.Duration;
import java.time.Instant;
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

  private final LastSpans pauses = new LastSpans();
  private Optional<Instant> last = Optional.empty();

  void heard(Instant now) {
    last.ifPresent(before -> pauses.add(Duration.between(before, now)));
    last = Optional.of(now);
  }

  /** When it spoke last. */
  Optional<Instant> last() {
    return last;
  }

  /** Whether somebody who owes a word since that time has been silent for too long. */
  boolean since(Instant owed, Instant now) {
    return since(owed, now, Duration.ZERO);
  }

  /**
   * As the other, of somebody who takes a while.
   *
   * @param least such a silence is never too long
   */
  boolean since(Instant owed, Instant now, Duration least) {
    Instant from = last.filter(owed::isBefore).orElse(owed);
    Duration limit = longer(longer(pauses.usual().multipliedBy(3), least), SHORTEST);
    Duration silent = Duration.between(from, now);
    return silent.compareTo(limit) >= 0 || silent.compareTo(LONGEST) >= 0;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
