package io.lexiseg.cli.vocabulary;

import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The versions of a vocabulary that are still known, oldest first, and how they differ. */
public final class VocabularyVersions {
  private final List<PastVersion> all;

  private VocabularyVersions(List<PastVersion> all) {
    this.all = all;
  }

  /** Versions that a vocabulary carries along, itself included. */
  public static VocabularyVersions of(Vocabulary vocabulary) {
    List<PastVersion> all = new ArrayList<>(vocabulary.getHistory());
    PastVersion.Builder current =
        PastVersion.newBuilder()
            .setVersion(vocabulary.getVersion())
            .setCategories(vocabulary.getCategories())
            .setChangedBy(vocabulary.getChangedBy())
            .setChangedAt(vocabulary.getChangedAt());
    vocabulary.getBackground().ifPresent(current::setBackground);
    vocabulary.getEffectiveFromMicros().ifPresent(current::setEffectiveFromMicros);
    all.add(current.build());
    return new VocabularyVersions(List.copyOf(all));
  }

  /** All versions, oldest first, the current one last. */
  public List<PastVersion> all() {
    return all;
  }

  /**
   * What a version changed, for people: {@code +} added, {@code old is now new} renamed, {@code ~}
   * described anew, with the fields that differ, {@code -} removed; of the oldest known version all
   * its categories. What gets no category is described anew as {@code (no category)}.
   */
  public String difference(int version) {
    VocabularyContent before = VocabularyContent.of(List.of());
    for (PastVersion one : all) {
      VocabularyContent after = VocabularyContent.of(one);
      if (one.getVersion() == version) {
        return text(VocabularyDifference.of(before, after));
      }
      before = after;
    }
    throw new IllegalArgumentException("version %d: expected one of %s".formatted(version, all));
  }

  private static String text(VocabularyDifference difference) {
    List<String> changes = new ArrayList<>();
    difference.added().forEach(name -> changes.add("+" + name));
    difference.renamed().forEach((from, to) -> changes.add(from + " is now " + to));
    difference
        .changed()
        .forEach((name, anew) -> changes.add("~%s: %s".formatted(name, fields(anew))));
    difference.removed().forEach(name -> changes.add("-" + name));
    return changes.isEmpty() ? "order only" : String.join(", ", changes);
  }

  private static String fields(List<VocabularyDifference.Change> changes) {
    return changes.stream()
        .map(VocabularyDifference.Change::words)
        .collect(Collectors.joining(" and "));
  }
}
