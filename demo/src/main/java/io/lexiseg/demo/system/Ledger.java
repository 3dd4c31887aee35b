package io.lexiseg.demo.system;

import io.lexiseg.cli.client.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what was published against what became of it, frame by frame.
 *
 * <p><b>Threads:</b> safe. An outcome may be entered before its frame is.
 */
final class Ledger {
  private record Place(int partition, long offset) {}

  private final Set<Place> open = new HashSet<>();
  private final Set<Place> early = new HashSet<>();
  private final Map<String, Long> drops = new TreeMap<>();
  private final Map<String, Long> deadLetters = new TreeMap<>();
  private long published;
  private long masks;

  /** Enters a frame. */
  synchronized void published(int partition, long offset) {
    published++;
    Place place = new Place(partition, offset);
    if (!early.remove(place)) {
      open.add(place);
    }
    notifyAll();
  }

  /** Enters what became of a frame. */
  synchronized void outcome(Outcome outcome) {
    Place place = new Place(outcome.partition(), outcome.offset());
    if (!open.remove(place)) {
      early.add(place);
    }
    count(outcome);
    notifyAll();
  }

  private void count(Outcome outcome) {
    if (outcome instanceof Outcome.Dropped dropped) {
      drops.merge(dropped.drop().getReason().name(), 1L, Long::sum);
    } else if (outcome instanceof Outcome.DeadLettered letter) {
      deadLetters.merge(letter.reason(), 1L, Long::sum);
    } else {
      masks++;
    }
  }

  /** Frames whose outcome is not known yet. */
  synchronized int outstanding() {
    return open.size();
  }

  /** Waits until at most so many frames are without outcome, or this long. */
  synchronized boolean awaitOutstanding(int most, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); open.size() > most && left > 0; ) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return open.size() <= most;
  }

  /** What is known so far. */
  synchronized Summary summary() {
    return new Summary(published, masks, drops, deadLetters, open.size(), early.size());
  }
}
