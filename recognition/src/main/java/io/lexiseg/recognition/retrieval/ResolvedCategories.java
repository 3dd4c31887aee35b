package io.lexiseg.recognition.retrieval;

import io.lexiseg.recognition.category.Support;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.List;

/**
 * A vocabulary ready for segmentation.
 *
 * @param bank text embeddings and representative prototypes in vocabulary order
 * @param support of each category, in the same order
 */
public record ResolvedCategories(CategoryBank bank, List<Support> support) {
  public ResolvedCategories {
    support = List.copyOf(support);
  }
}
