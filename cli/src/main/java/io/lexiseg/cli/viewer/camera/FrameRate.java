package io.lexiseg.cli.viewer.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts events of the last seconds. */
final class FrameRate {
  private static final Duration SPAN = Duration.ofSeconds(10);

  private final Deque<Instant> events = new ArrayDeque<>();

  void count(Instant now) {
    events.addLast(now);
    forget(now);
  }

  /** Events a second; 0 before the second event and after a pause. */
  double perSecond(Instant now) {
    forget(now);
    if (events.size() < 2) {
      return 0;
    }
    double seconds = Duration.between(events.getFirst(), now).toNanos() / 1e9;
    return seconds > 0 ? (events.size() - 1) / seconds : 0;
  }

  private void forget(Instant now) {
    while (!events.isEmpty() && events.getFirst().isBefore(now.minus(SPAN))) {
      events.removeFirst();
    }
  }
}
