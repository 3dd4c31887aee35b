package io.lexiseg.lab.soak;

import io.lexiseg.lab.soak.checker.OutageCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong and when: the first processor is killed at a fifth and at half of the time and
 * started again soon after. The index is cut off at two thirds.
 *
 * <p><b>Threads:</b> one.
 */
final class Faults {
  private static final List<Double> KILLS = List.of(0.2, 0.5);
  private static final double CUT = 0.66;
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);
  private static final long REST_SHARE = 40;

  /** What was taken from the index before the cut may still be under way. */
  private static final Duration ECHO = Duration.ofSeconds(2);

  private final Processors processors;
  private final IndexLine index;
  private final Deque<Event> coming = new ArrayDeque<>();
  private Optional<Instant> cutAt = Optional.empty();
  private Optional<OutageCheck> outage = Optional.empty();

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  private record Event(Duration at, Action action) {}

  Faults(SoakSettings settings, Processors processors, IndexLine index) {
    this.processors = processors;
    this.index = index;
    Duration whole = settings.duration();
    Duration rest = whole.dividedBy(REST_SHARE);
    Duration down = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    for (double share : KILLS) {
      Duration at = part(whole, share);
      coming.add(new Event(at, processors::killFirst));
      coming.add(new Event(at.plus(down), processors::startFirst));
    }
    if (index.canBeCut() && !settings.outage().isZero()) {
      Duration at = part(whole, CUT);
      coming.add(new Event(at, this::cut));
      coming.add(new Event(at.plus(settings.outage()), this::mend));
    }
  }

  private static Duration part(Duration whole, double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }

  /** Lets happen what is due. */
  void happen(Duration elapsed) throws IOException, InterruptedException {
    while (!coming.isEmpty() && coming.peek().at().compareTo(elapsed) <= 0) {
      coming.remove().action().run();
    }
    processors.requireAlive();
  }

  private void cut() throws IOException {
    index.cut();
    cutAt = Optional.of(Instant.now().plus(ECHO));
  }

  private void mend() throws IOException {
    index.mend();
    outage = Optional.of(new OutageCheck(cutAt.orElseThrow(), Instant.now()));
  }

  /** What has to hold of the time without an index; empty: there was none. */
  Optional<OutageCheck> outage() {
    return outage;
  }
}
