package io.lexiseg.recognition.category;

import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a version of a vocabulary says about pixels.
 *
 * @param categories in mask value order
 * @param background what gets no category, beside what the categories say; empty: nothing
 */
public record VocabularyContent(List<Category> categories, Background background) {
  private static final Background NOTHING = Background.newBuilder().build();

  /** Copies the list. */
  public VocabularyContent {
    categories = List.copyOf(categories);
  }

  /** Categories and nothing else. */
  public static VocabularyContent of(List<Category> categories) {
    return new VocabularyContent(categories, NOTHING);
  }

  /** What may be absent in a record. */
  public static VocabularyContent of(List<Category> categories, Optional<Background> background) {
    return new VocabularyContent(categories, background.orElse(NOTHING));
  }

  /** That of the newest version. */
  public static VocabularyContent of(Vocabulary vocabulary) {
    return of(vocabulary.getCategories(), vocabulary.getBackground());
  }

  /** That of an earlier version. */
  public static VocabularyContent of(PastVersion version) {
    return of(version.getCategories(), version.getBackground());
  }

  /** What gets no category, as a record states it: absent where there is nothing to say. */
  public Optional<Background> stated() {
    return Optional.of(background).filter(one -> !one.equals(NOTHING));
  }

  /** Ids of exemplars that some categories name, each once, in the order they are named. */
  public static Set<String> exemplars(Collection<Category> categories) {
    Set<String> ids = new LinkedHashSet<>();
    categories.forEach(category -> ids.addAll(category.getExemplars()));
    return ids;
  }

  public VocabularyContent with(List<Category> others) {
    return new VocabularyContent(others, background);
  }
}
