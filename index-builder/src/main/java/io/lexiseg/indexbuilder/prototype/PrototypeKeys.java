package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.text.UnitMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys of prototypes: {@code normalise(alpha * t(noun) + (1 - alpha) * c(caption))} with unit text
 * embeddings, that of the noun through all templates, that of the caption verbatim.
 *
 * <p>The templates of a noun are one batch and nothing else is in it: a batch's padding changes the
 * last bits, and a key must not depend on what was embedded before.
 *
 * <p><b>Source:</b> Eq. 3. <b>Threads:</b> one at a time.
 */
final class PrototypeKeys {
  private static final int REMEMBERED = 20_000;

  private final TextEncoder encoder;
  private final PromptEnsemble ensemble;
  private final double alpha;
  private final Map<String, float[]> nouns =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  PrototypeKeys(TextEncoder encoder, List<String> templates, double alpha) {
    this.encoder = encoder;
    this.ensemble = new PromptEnsemble(encoder, templates);
    this.alpha = alpha;
  }

  /**
   * Unit embedding of a caption.
   *
   * @return {@code [dimension]}
   */
  float[] caption(String caption) {
    return UnitMean.of(encoder.embed(List.of(caption)));
  }

  /**
   * The key of a noun in a caption.
   *
   * @param caption as {@link #caption} gave it
   * @return {@code [dimension]}, unit L2 norm, owned by the caller
   */
  float[] key(String noun, float[] caption) {
    float[] text = nouns.computeIfAbsent(noun, name -> ensemble.embed(List.of(name)).get(0));
    float[] mixed = new float[text.length];
    for (int d = 0; d < mixed.length; d++) {
      mixed[d] = (float) (alpha * text[d] + (1 - alpha) * caption[d]); // Eq. 3
    }
    return UnitMean.of(List.of(mixed));
  }
}
