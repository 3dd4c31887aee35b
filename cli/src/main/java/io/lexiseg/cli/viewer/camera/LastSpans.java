package io.lexiseg.cli.viewer.camera;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last few of some time spans, of which a single long one changes nothing. */
final class LastSpans {
  private static final int KEPT = 5;

  private final Deque<Duration> spans = new ArrayDeque<>();

  void add(Duration span) {
    spans.addLast(span);
    if (spans.size() > KEPT) {
      spans.removeFirst();
    }
  }

  /** The median; zero: there are none. */
  Duration usual() {
    return spans.stream().sorted().skip(spans.size() / 2).findFirst().orElse(Duration.ZERO);
  }
}
