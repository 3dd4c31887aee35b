package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions that one camera sees of one vocabulary never fall. A roll-back is a new version, and
 * a binding changes the vocabulary, so neither is an exception. The only one: another instance has
 * taken the camera over, and had not reported a newer version ready before it began the frame.
 *
 * <p>Reports are entered before masks, masks in the order of their camera.
 */
public final class VersionCheck {
  private static final String FALLS = "unexplained falls";

  private final Map<String, Map<String, TreeMap<Instant, Integer>>> ready = new HashMap<>();
  private final Map<String, Integer> highest = new HashMap<>();
  private final Problems problems = new Problems(FALLS);
  private long masks;
  private long takenOver;

  /** Enters the report of an instance. */
  public void report(VocabularyStatus status) {
    if (status.getState() == VocabularyState.READY && !Answers.isAnswer(status)) {
      TreeMap<Instant, Integer> versions =
          ready
              .computeIfAbsent(status.getVocabularyId(), id -> new HashMap<>())
              .computeIfAbsent(status.getInstanceId(), id -> new TreeMap<>());
      int before = versions.isEmpty() ? 0 : versions.lastEntry().getValue();
      versions.put(status.getReportedAt(), Math.max(before, status.getVersion()));
    }
  }

  /** Enters a mask. */
  public void mask(SegmentationMask mask) {
    masks++;
    String key = mask.getSource().getCameraId() + " of " + mask.getVocabularyId();
    int version = mask.getVocabularyVersion();
    int before = highest.getOrDefault(key, 0);
    if (version >= before) {
      highest.put(key, version);
    } else if (isExplained(mask)) {
      takenOver++;
    } else {
      problems.add(
          FALLS,
          "%s, frame %d: version %d after %d, although every instance had reported a newer one"
              .formatted(key, mask.getSource().getFrameId(), version, before));
    }
  }

  private boolean isExplained(SegmentationMask mask) {
    Instant begun =
        mask.getSegmentedAt().minus(mask.getTimings().getTotalMicros(), ChronoUnit.MICROS);
    return ready.getOrDefault(mask.getVocabularyId(), Map.of()).values().stream()
        .map(versions -> versions.floorEntry(begun))
        .anyMatch(entry -> entry == null || entry.getValue() <= mask.getVocabularyVersion());
  }

  /** Judges; called once, when everything is entered. */
  public Verdict verdict() {
    return problems.verdict(
        "versions",
        "%d masks, %d by an instance that was not ready yet when it took over"
            .formatted(masks, takenOver));
  }
}
