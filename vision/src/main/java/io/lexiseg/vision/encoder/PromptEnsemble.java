package io.lexiseg.vision.encoder;

import io.lexiseg.vision.text.Templates;
import io.lexiseg.vision.text.UnitMean;
import java.util.ArrayList;
import java.util.List;

/**
 * Embeds names by a set of prompts: each name is put in every template. The prompts' vectors are
 * averaged as the encoder gives them, and the mean is brought to unit length (docs/method.md,
 * section 1).
 *
 * <p><b>Threads:</b> as the text encoder.
 */
public final class PromptEnsemble {
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
      embeddings.add(UnitMean.of(vectors.subList(first, first + templates.size())));
    }
    return embeddings;
  }
}
