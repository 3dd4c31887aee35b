package io.lexiseg.indexbuilder.generation;

import java.util.List;

/**
 * A picture to draw.
 *
 * @param caption the prompt, verbatim
 * @param words those whose attribution is wanted, as they stand in the caption, without repeats; a
 *     word may be a compound of several
 * @param seed of the noise
 */
public record PictureRequest(String caption, List<String> words, long seed) {
  public PictureRequest {
    words = List.copyOf(words);
  }
}
