package io.lexiseg.cli.vocabulary;

import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * What a version changed, for people: {@code +} added, {@code -} removed, {@code ~} described
   * anew; of the oldest known version all its categories. In brackets what gets no category, if
   * that changed.
   */
  public String difference(int version) {
    Map<String, Category> before = Map.of();
    Optional<Background> background = Optional.empty();
    for (PastVersion one : all) {
      if (one.getVersion() == version) {
        return difference(before, byName(one), !background.equals(one.getBackground()));
      }
      before = byName(one);
      background = one.getBackground();
    }
    throw new IllegalArgumentException("version %d: expected one of %s".formatted(version, all));
  }

  private static Map<String, Category> byName(PastVersion version) {
    Map<String, Category> byName = new LinkedHashMap<>();
    version.getCategories().forEach(category -> byName.put(category.getName(), category));
    return byName;
  }

  private static String difference(
      Map<String, Category> before, Map<String, Category> after, boolean background) {
    List<String> changes = new ArrayList<>();
    after.forEach(
        (name, category) -> {
          if (!before.containsKey(name)) {
            changes.add("+" + name);
          } else if (!category.equals(before.get(name))) {
            changes.add("~" + name);
          }
        });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.add("-" + name));
    if (background) {
      changes.add("(threshold, negatives)");
    }
    return changes.isEmpty() ? "order only" : String.join(", ", changes);
  }
}
