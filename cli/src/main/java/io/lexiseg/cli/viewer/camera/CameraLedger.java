package io.lexiseg.cli.viewer.camera;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.schemas.SegmentationMask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the frames of one camera against their answers. Answers of a camera come in the order of
 * its frames, so an answer settles all frames before it.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class CameraLedger {
  private static final int MOST_WAITING = 1000;
  private static final int MOST_REASONS = 16;

  private final String id;
  private final FrameRate in = new FrameRate();
  private final FrameRate masked = new FrameRate();
  private final Silence frames = new Silence();
  private final Silence answers = new Silence();
  private final Silence masks = new Silence();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final LastSpans waits = new LastSpans();
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private final SortedMap<String, Long> deadLetters = new TreeMap<>();
  private int partition = -1;
  private long settled = -1;
  private long ins;
  private long maskCount;
  private long latencyMillis;
  private long picture;
  private Optional<SegmentationMask> mask = Optional.empty();
  private Optional<Instant> unmaskedSince = Optional.empty();

  private record Waiting(long offset, Instant arrived) {}

  CameraLedger(String id) {
    this.id = id;
  }

  void arrived(int partition, long offset, Instant now) {
    moveTo(partition);
    ins++;
    in.count(now);
    frames.heard(now);
    if (offset > settled && waiting.size() < MOST_WAITING) {
      waiting.addLast(new Waiting(offset, now));
    }
  }

  void answered(Outcome outcome, Instant now) {
    moveTo(outcome.partition());
    settled = Math.max(settled, outcome.offset());
    while (owedSince().isPresent() && waiting.element().offset() <= settled) {
      waits.add(Duration.between(waiting.remove().arrived(), now));
    }
    answers.heard(now);
    if (outcome instanceof Outcome.Masked one) {
      masked(one.mask(), now);
      return;
    }
    unmaskedSince = Optional.of(unmaskedSince.orElse(now));
    if (outcome instanceof Outcome.Dropped one) {
      count(dropped, one.drop().getReason().name());
    } else if (outcome instanceof Outcome.DeadLettered one) {
      count(deadLetters, one.reason());
    }
  }

  private void masked(SegmentationMask last, Instant now) {
    maskCount++;
    masked.count(now);
    masks.heard(now);
    unmaskedSince = Optional.empty();
    mask = Optional.of(last);
    Duration latency = Duration.between(last.getSource().getCapturedAt(), last.getSegmentedAt());
    latencyMillis = Math.max(0, latency.toMillis());
  }

  private static void count(SortedMap<String, Long> counts, String reason) {
    if (counts.containsKey(reason) || counts.size() < MOST_REASONS) {
      counts.merge(reason, 1L, Long::sum);
    } else {
      counts.merge("other", 1L, Long::sum);
    }
  }

  /** Frames go elsewhere once the topic has more partitions; offsets there are others. */
  private void moveTo(int other) {
    if (partition != other) {
      partition = other;
      settled = -1;
      waiting.clear();
    }
  }

  void shown(long number) {
    picture = number;
  }

  int waiting() {
    return waiting.size();
  }

  /** When the first frame came that has no answer. */
  Optional<Instant> owedSince() {
    return Optional.ofNullable(waiting.peekFirst()).map(Waiting::arrived);
  }

  /** When somebody heard of the camera last. */
  Instant heard() {
    Instant frame = frames.last().orElse(Instant.EPOCH);
    Instant answer = answers.last().orElse(Instant.EPOCH);
    return frame.isAfter(answer) ? frame : answer;
  }

  CameraRow row(Instant now) {
    CameraState state = state(now);
    return new CameraRow(
        id,
        state,
        waiting(),
        ins,
        maskCount,
        dropped,
        deadLetters,
        rate(in, frames, state, now),
        rate(masked, answers, state, now),
        latencyMillis,
        frames.last().map(Instant::toEpochMilli).orElse(0L),
        answers.last().map(Instant::toEpochMilli).orElse(0L),
        masks.last().map(Instant::toEpochMilli).orElse(0L),
        picture,
        mask);
  }

  private CameraState state(Instant now) {
    Duration usual = waits.usual().multipliedBy(2);
    if (owedSince().filter(since -> answers.since(since, now, usual)).isPresent()) {
      return CameraState.UNANSWERED;
    }
    // who knows only answers goes by them
    if (frames.since(frames.last().orElse(heard()), now)) {
      return CameraState.SILENT;
    }
    return unmaskedSince.filter(since -> masks.since(since, now, usual)).isPresent()
        ? CameraState.UNMASKED
        : CameraState.LIVE;
  }

  /** In tenths, as of the last event: it says nothing new from one event to the next. */
  private static double rate(FrameRate rate, Silence events, CameraState state, Instant now) {
    Instant at = state == CameraState.LIVE ? events.last().orElse(now) : now;
    return Math.round(rate.perSecond(at) * 10) / 10.0;
  }
}
