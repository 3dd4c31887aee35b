package io.lexiseg.cli.vocabulary;

import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * described anew, {@code -} removed; of the oldest known version all its categories. In brackets
   * what gets no category, if that changed.
   */
  public String difference(int version) {
    List<Category> before = List.of();
    Optional<Background> background = Optional.empty();
    for (PastVersion one : all) {
      if (one.getVersion() == version) {
        return difference(before, one.getCategories(), !background.equals(one.getBackground()));
      }
      before = one.getCategories();
      background = one.getBackground();
    }
    throw new IllegalArgumentException("version %d: expected one of %s".formatted(version, all));
  }

  private static String difference(
      List<Category> before, List<Category> after, boolean background) {
    VocabularyDifference difference = VocabularyDifference.of(before, after);
    List<String> changes = new ArrayList<>();
    difference.added().forEach(name -> changes.add("+" + name));
    difference.renamed().forEach((from, to) -> changes.add(from + " is now " + to));
    difference.changed().keySet().forEach(name -> changes.add("~" + name));
    difference.removed().forEach(name -> changes.add("-" + name));
    if (background) {
      changes.add("(threshold, negatives)");
    }
    return changes.isEmpty() ? "order only" : String.join(", ", changes);
  }
}
