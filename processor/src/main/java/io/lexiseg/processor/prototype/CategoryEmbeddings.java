package io.lexiseg.processor.prototype;

import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.text.Templates;
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
  /** Below this a mean has no direction. */
  private static final double EPSILON = 1e-6;

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
      embeddings.add(combine(category, vectors.subList(next, next + count)));
      next += count;
    }
    return embeddings;
  }

  private float[] combine(CategoryText category, List<float[]> vectors) {
    int templates = templates(category).size();
    List<float[]> names = new ArrayList<>();
    for (int from = 0; from < vectors.size(); from += templates) {
      names.add(unitMean(category, vectors.subList(from, from + templates)));
    }
    return names.size() == 1 ? names.get(0) : unitMean(category, names);
  }

  private static float[] unitMean(CategoryText category, List<float[]> vectors) {
    double[] sum = new double[vectors.get(0).length];
    for (float[] vector : vectors) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vector[d];
      }
    }
    double squares = 0;
    for (double component : sum) {
      squares += component * component;
    }
    double norm = Math.sqrt(squares);
    if (!(norm / vectors.size() >= EPSILON && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          "category %s: expected a text embedding with a direction, got norm %s"
              .formatted(category.name(), norm / vectors.size()));
    }
    float[] unit = new float[sum.length];
    for (int d = 0; d < unit.length; d++) {
      unit[d] = (float) (sum[d] / norm);
    }
    return unit;
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
