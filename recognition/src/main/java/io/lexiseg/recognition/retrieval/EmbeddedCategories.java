package io.lexiseg.recognition.retrieval;

import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import java.util.List;

/** Resolves categories to their text embeddings and no prototypes, without an index. */
final class EmbeddedCategories implements CategorySource {
  private final CategoryEmbeddings embeddings;

  EmbeddedCategories(CategoryEmbeddings embeddings) {
    this.embeddings = embeddings;
  }

  @Override
  public List<ResolvedCategory> resolve(List<CategoryText> categories, ResolutionTrace trace) {
    return trace.time(Stage.TEXT, () -> embeddings.embed(categories)).stream()
        .map(text -> new ResolvedCategory(text, new float[0], 0, List.of()))
        .toList();
  }
}
