package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every frame has exactly one outcome: a mask, a drop or a dead letter. The outcomes of one kind
 * and camera stand in the order of their frames. Frames are entered before their outcomes.
 */
public final class FrameCheck {
  private static final String LOST = "lost";
  private static final String REPEATED = "repeated";
  private static final String DISORDERED = "out of order";
  private static final String INVENTED = "of no frame";
  private static final String MISNUMBERED = "misnumbered";

  private final Map<Place, Entry> frames =
      new TreeMap<>(Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset));
  private final Map<String, Long> lastFrameIds = new HashMap<>();
  private final Map<String, Long> lastOffsets = new HashMap<>();
  private final Map<Kind, Long> outcomes = new TreeMap<>();
  private final Problems problems = new Problems(LOST, REPEATED, DISORDERED, INVENTED, MISNUMBERED);

  /** What may become of a frame. */
  public enum Kind {
    /** It was segmented. */
    MASK,
    /** Its camera's policy left it out. */
    DROP,
    /** It could not be processed. */
    DEAD_LETTER
  }

  private record Place(int partition, long offset) {}

  private static final class Entry {
    private final String cameraId;
    private final long frameId;
    private int outcomes;

    private Entry(String cameraId, long frameId) {
      this.cameraId = cameraId;
      this.frameId = frameId;
    }

    @Override
    public String toString() {
      return cameraId + " " + frameId;
    }
  }

  /** Enters a frame where it lies. */
  public void published(Frame frame, int partition, long offset) {
    String cameraId = frame.getCameraId();
    Long last = lastFrameIds.put(cameraId, frame.getFrameId());
    if (last != null && frame.getFrameId() != last + 1) {
      problems.add(MISNUMBERED, "%s %d after %d".formatted(cameraId, frame.getFrameId(), last));
    }
    frames.put(new Place(partition, offset), new Entry(cameraId, frame.getFrameId()));
  }

  /** Enters an outcome that knows its frame. */
  public void outcome(Kind kind, FrameCoordinates source) {
    outcome(kind, source.getPartition(), source.getOffset());
  }

  /** Enters an outcome of the frame that lies there. */
  public void outcome(Kind kind, int partition, long offset) {
    outcomes.merge(kind, 1L, Long::sum);
    Entry entry = frames.get(new Place(partition, offset));
    if (entry == null) {
      problems.add(INVENTED, "%s of frames-%d@%d".formatted(kind, partition, offset));
      return;
    }
    entry.outcomes++;
    if (entry.outcomes > 1) {
      problems.add(REPEATED, "%s, outcome %d is a %s".formatted(entry, entry.outcomes, kind));
      return;
    }
    Long last = lastOffsets.merge(kind + " " + entry.cameraId, offset, Math::max);
    if (last > offset) {
      problems.add(DISORDERED, "%s of %s after that of offset %d".formatted(kind, entry, last));
    }
  }

  /** Judges; called once, when everything is entered. */
  public Verdict verdict() {
    frames.forEach(
        (place, entry) -> {
          if (entry.outcomes == 0) {
            problems.add(
                LOST, "%s at frames-%d@%d".formatted(entry, place.partition(), place.offset()));
          }
        });
    return problems.verdict(
        "frames",
        "%d of %d cameras = %d masks + %d drops + %d dead letters"
            .formatted(
                frames.size(),
                lastFrameIds.size(),
                count(Kind.MASK),
                count(Kind.DROP),
                count(Kind.DEAD_LETTER)));
  }

  private long count(Kind kind) {
    return outcomes.getOrDefault(kind, 0L);
  }
}
