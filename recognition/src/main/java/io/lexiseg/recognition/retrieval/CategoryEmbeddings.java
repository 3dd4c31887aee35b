package io.lexiseg.recognition.retrieval;

import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.text.Templates;
import io.lexiseg.vision.text.UnitMean;
import java.util.ArrayList;
import java.util.List;

/**
 * Text embeddings of categories: the mean over the templates of what the encoder gives, brought to
 * unit norm; with synonyms the mean of the names' unit vectors, brought to unit norm again.
 *
 * <p><b>Source:</b> Barsellotti et al., CVPR 2024, released code (docs/method.md, section 1):
 * vectors are averaged as the encoder gives them. <b>Deviation:</b> synonyms are this project's.
 */
final class CategoryEmbeddings {
  private final TextEncoder encoder;
  private final List<String> defaultTemplates;

  CategoryEmbeddings(TextEncoder encoder, List<String> defaultTemplates) {
    this.encoder = encoder;
    this.defaultTemplates = List.copyOf(defaultTemplates);
  }

  /** One {@code [textDimension]} array of unit norm a category; all prompts go in one batch. */
  List<float[]> embed(List<CategoryText> categories) {
    List<String> prompts = new ArrayList<>();
    for (CategoryText category : categories) {
      for (String name : names(category)) {
        prompts.addAll(Templates.apply(templates(category), name));
      }
    }
    List<float[]> vectors = encoder.embed(prompts);
    if (vectors.size() != prompts.size()) {
      throw new IllegalStateException(
          "text encoder: expected %d vectors, got %d".formatted(prompts.size(), vectors.size()));
    }
    List<float[]> embeddings = new ArrayList<>();
    int next = 0;
    for (CategoryText category : categories) {
      int count = names(category).size() * templates(category).size();
      embeddings.add(embedding(category, vectors.subList(next, next + count)));
      next += count;
    }
    return embeddings;
  }

  private float[] embedding(CategoryText category, List<float[]> vectors) {
    try {
      return combine(category, vectors);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "category %s: %s".formatted(category.name(), e.getMessage()), e);
    }
  }

  private float[] combine(CategoryText category, List<float[]> vectors) {
    int templates = templates(category).size();
    List<float[]> names = new ArrayList<>();
    for (int from = 0; from < vectors.size(); from += templates) {
      names.add(UnitMean.of(vectors.subList(from, from + templates)));
    }
    return names.size() == 1 ? names.get(0) : UnitMean.of(names);
  }

  private static List<String> names(CategoryText category) {
    List<String> names = new ArrayList<>();
    names.add(category.name());
    names.addAll(category.synonyms());
    return names;
  }

  private List<String> templates(CategoryText category) {
    return category.templates().isEmpty() ? defaultTemplates : category.templates();
  }
}
