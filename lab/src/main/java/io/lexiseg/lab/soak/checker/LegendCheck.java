package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Vocabulary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The legend of every mask is the categories of the version it names. The version's time has come
 * when the frame was captured, and the mask's statistics name the same version. Versions are
 * entered before masks, masks before statistics.
 */
public final class LegendCheck {
  private static final String DIFFERENT = "differ from their version";
  private static final String UNKNOWN = "of a version never published";
  private static final String CHANGED = "versions published again with other categories";
  private static final String EARLY = "before their version's time";
  private static final String STATISTICS = "without statistics of their version";

  private final Map<Version, List<String>> versions = new HashMap<>();
  private final Map<Version, Long> effectiveFrom = new HashMap<>();
  private final Map<FrameCoordinates, Version> unmatched = new HashMap<>();
  private final Set<Version> used = new HashSet<>();
  private final Problems problems = new Problems(DIFFERENT, UNKNOWN, CHANGED, EARLY, STATISTICS);
  private long masks;

  private record Version(String vocabularyId, int number) {
    @Override
    public String toString() {
      return vocabularyId + " version " + number;
    }
  }

  /** Enters a version; it may come again as it is. */
  public void version(Vocabulary vocabulary) {
    Version version = new Version(vocabulary.getVocabularyId(), vocabulary.getVersion());
    List<String> names = vocabulary.getCategories().stream().map(Category::getName).toList();
    vocabulary.getEffectiveFromMicros().ifPresent(from -> effectiveFrom.put(version, from));
    List<String> before = versions.putIfAbsent(version, names);
    if (before != null && !before.equals(names)) {
      problems.add(CHANGED, "%s from %s to %s".formatted(version, before, names));
    }
  }

  /** Enters a mask. */
  public void mask(SegmentationMask mask) {
    masks++;
    Version version = new Version(mask.getVocabularyId(), mask.getVocabularyVersion());
    used.add(version);
    unmatched.put(mask.getSource(), version);
    requireTime(mask.getSource(), version);
    List<String> names = versions.get(version);
    if (names == null) {
      problems.add(UNKNOWN, where(mask.getSource()) + " names " + version);
    } else if (!isLegend(mask.getLegend(), names)) {
      problems.add(
          DIFFERENT,
          "%s has %s, %s has %s"
              .formatted(where(mask.getSource()), mask.getLegend(), version, names));
    }
  }

  private void requireTime(FrameCoordinates source, Version version) {
    long from = effectiveFrom.getOrDefault(version, Long.MIN_VALUE);
    long captured = EventTime.micros(source.getCapturedAt());
    if (captured < from) {
      problems.add(
          EARLY,
          "%s was captured %d us before %s holds"
              .formatted(where(source), from - captured, version));
    }
  }

  private static boolean isLegend(List<LegendEntry> legend, List<String> names) {
    if (legend.size() != names.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (legend.get(i).getValue() != i + 1 || !legend.get(i).getCategory().equals(names.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Enters the statistics of a mask. */
  public void statistics(MaskStatistics statistics) {
    Version version = new Version(statistics.getVocabularyId(), statistics.getVocabularyVersion());
    Version masked = unmatched.remove(statistics.getSource());
    if (!version.equals(masked)) {
      problems.add(
          STATISTICS,
          "%s: statistics of %s, mask of %s"
              .formatted(where(statistics.getSource()), version, masked));
    }
  }

  /** Judges; called once, when everything is entered. */
  public Verdict verdict() {
    unmatched.keySet().forEach(source -> problems.add(STATISTICS, where(source) + " has none"));
    unmatched.clear();
    return problems.verdict(
        "legends",
        "%d masks of %d versions, %d versions published"
            .formatted(masks, used.size(), versions.size()));
  }

  private static String where(FrameCoordinates source) {
    return source.getCameraId() + " " + source.getFrameId();
  }
}
