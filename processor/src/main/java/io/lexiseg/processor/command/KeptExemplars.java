package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which exemplars a vocabulary still needs: those that its categories name, or those of an earlier
 * version that it carries along.
 */
public final class KeptExemplars {
  /** How many exemplars that nobody names any more are remembered: twice what a vocabulary has. */
  private static final int REMEMBERED = 200;

  private KeptExemplars() {}

  /** Ids in the order they are named. */
  public static Set<String> of(Vocabulary vocabulary) {
    return of(vocabulary.getCategories(), vocabulary.getHistory());
  }

  private static Set<String> of(List<Category> categories, List<PastVersion> history) {
    Stream<Category> past = history.stream().map(PastVersion::getCategories).flatMap(List::stream);
    return VocabularyContent.exemplars(Stream.concat(past, categories.stream()).toList());
  }

  /**
   * What a version changes: the exemplar it adds, and those nobody names any more.
   *
   * @param added the one that the command brought
   */
  static Map<String, Optional<Exemplar>> changes(
      Optional<Vocabulary> current, Vocabulary next, Map<String, Exemplar> added) {
    Map<String, Optional<Exemplar>> changes = new LinkedHashMap<>();
    added.forEach((id, exemplar) -> changes.put(id, Optional.of(exemplar)));
    Set<String> dropped = current.map(KeptExemplars::of).orElse(Set.of());
    Set<String> kept = of(next);
    dropped.stream()
        .filter(id -> !kept.contains(id))
        .forEach(id -> changes.put(id, Optional.empty()));
    return changes;
  }

  /**
   * The last exemplars that the vocabulary had and the next version does not name, oldest first.
   *
   * @param history of the next version
   */
  static List<String> forgotten(
      Optional<Vocabulary> current, VocabularyContent content, List<PastVersion> history) {
    Set<String> forgotten =
        new LinkedHashSet<>(current.map(Vocabulary::getForgottenExemplars).orElse(List.of()));
    forgotten.addAll(current.map(KeptExemplars::of).orElse(Set.of()));
    forgotten.removeAll(of(content.categories(), history));
    List<String> ids = List.copyOf(forgotten);
    return ids.subList(Math.max(0, ids.size() - REMEMBERED), ids.size());
  }

  /**
   * Checks that categories name exemplars only that the vocabulary has.
   *
   * @param added the one that the command brought
   */
  static void requireKnown(
      List<Category> categories, Optional<Vocabulary> current, Set<String> added) {
    List<String> unknown = new ArrayList<>(VocabularyContent.exemplars(categories));
    unknown.removeAll(added);
    current.map(KeptExemplars::of).ifPresent(unknown::removeAll);
    if (!unknown.isEmpty()) {
      throw new RefusedCommandException(
          "exemplars: expected those of this vocabulary's versions, it has no %s"
              .formatted(unknown));
    }
  }
}
