package io.lexiseg.recognition.retrieval;

import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ResolutionTrace;
import java.util.List;

/** Where resolved categories come from: the index, or a cache in front of it. */
interface CategorySource {
  /**
   * Resolves categories.
   *
   * @param trace told where the time goes
   * @return one for each, in order
   * @throws io.lexiseg.prototypes.UnavailableException if the place does not answer
   */
  List<ResolvedCategory> resolve(List<CategoryText> categories, ResolutionTrace trace);

  /** How many of them take networks or an index to resolve, as far as can be told at once. */
  default int missing(List<CategoryText> categories) {
    return categories.size();
  }
}
