package io.lexiseg.vision.encoder;

import java.util.List;

/**
 * The text encoder: a prompt becomes one vector.
 *
 * <p><b>Threads:</b> may be called from any number of threads.
 */
public interface TextEncoder {
  /** Components of the vector. */
  int dimension();

  /**
   * Embeds prompts.
   *
   * @param prompts complete sentences, templates already applied
   * @return one {@code [dimension]} array a prompt, in order, as the pack's network projects it
   *     (not normalised unless the pack says so), owned by the caller
   */
  List<float[]> embed(List<String> prompts);
}
