package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.SegmentationMask;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Every camera goes on getting masks while the index is away. */
public final class OutageCheck {
  private static final String DARK = "cameras without masks meanwhile";

  private final Instant from;
  private final Instant to;
  private final Map<String, Long> masks = new TreeMap<>();
  private final Problems problems = new Problems(DARK);

  /** Looks at the time between. */
  public OutageCheck(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Enters a mask. */
  public void mask(SegmentationMask mask) {
    Instant at = mask.getSegmentedAt();
    boolean meanwhile = at.isAfter(from) && at.isBefore(to);
    masks.merge(mask.getSource().getCameraId(), meanwhile ? 1L : 0L, Long::sum);
  }

  /** Judges; called once, when everything is entered. */
  public Verdict verdict() {
    masks.forEach(
        (camera, count) -> {
          if (count == 0) {
            problems.add(DARK, camera);
          }
        });
    return problems.verdict(
        "index away",
        "%d s, %d masks meanwhile"
            .formatted(
                Duration.between(from, to).toSeconds(),
                masks.values().stream().mapToLong(Long::longValue).sum()));
  }
}
