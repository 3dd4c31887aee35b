package io.lexiseg.vision.text;

import io.lexiseg.vision.encoder.TextEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Embeds names by a set of prompts: each name is put in every template, the prompts' vectors are
 * averaged as the encoder gives them and the mean is brought to unit length (docs/method.md,
 * section 1).
 *
 * <p><b>Threads:</b> as the text encoder.
 */
public final class PromptEnsemble {
  private static final double EPSILON = 1e-6;

  private final TextEncoder encoder;
  private final List<String> templates;

  /**
   * Uses one encoder and set.
   *
   * @param templates at least one, each with one {@code {}}
   */
  public PromptEnsemble(TextEncoder encoder, List<String> templates) {
    if (templates.isEmpty()) {
      throw new IllegalArgumentException("prompt ensemble: expected at least one template");
    }
    this.encoder = encoder;
    this.templates = List.copyOf(templates);
  }

  /** Components of an embedding. */
  public int dimension() {
    return encoder.dimension();
  }

  /**
   * Embeds names.
   *
   * @return one {@code [dimension]} array a name, in order, unit L2 norm, owned by the caller
   */
  public List<float[]> embed(List<String> names) {
    List<String> prompts = new ArrayList<>(names.size() * templates.size());
    names.forEach(name -> prompts.addAll(Templates.apply(templates, name)));
    List<float[]> vectors = encoder.embed(prompts);
    List<float[]> embeddings = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      int first = i * templates.size();
      embeddings.add(unitMean(vectors.subList(first, first + templates.size())));
    }
    return embeddings;
  }

  private static float[] unitMean(List<float[]> vectors) {
    float[] mean = new float[vectors.get(0).length];
    double squares = 0;
    for (int d = 0; d < mean.length; d++) {
      double sum = 0;
      for (float[] vector : vectors) {
        sum += vector[d];
      }
      mean[d] = (float) (sum / vectors.size());
      squares += (double) mean[d] * mean[d];
    }
    double norm = Math.max(Math.sqrt(squares), EPSILON);
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) (mean[d] / norm);
    }
    return mean;
  }
}
