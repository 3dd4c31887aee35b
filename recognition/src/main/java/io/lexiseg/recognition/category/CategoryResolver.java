package io.lexiseg.recognition.category;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.List;

/**
 * Turns words into prototypes.
 *
 * <p><b>Threads:</b> may be called from any number of threads; may take seconds.
 */
@FunctionalInterface
public interface CategoryResolver {
  /**
   * Resolves categories, and what competes with them.
   *
   * @param trace told where the time goes while it works
   * @return one row per category, in order
   * @throws UnavailableException if the index does not answer now
   */
  Resolution resolve(VocabularyContent content, ResolutionTrace trace);

  /** As the other, untraced. */
  default Resolution resolve(VocabularyContent content) {
    return resolve(content, new ResolutionTrace(System::nanoTime));
  }

  /** How many words take networks or an index to resolve, as far as can be told at once. */
  default int missing(VocabularyContent content) {
    return content.categories().size();
  }

  /**
   * What became of the words.
   *
   * @param bank texts and prototypes, in order
   * @param support how well the index knows each category, in order
   */
  record Resolution(CategoryBank bank, List<CategorySupport> support) {
    /** Copies the list. */
    public Resolution {
      support = List.copyOf(support);
    }
  }
}
