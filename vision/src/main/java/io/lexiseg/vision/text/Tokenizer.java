package io.lexiseg.vision.text;

/**
 * Turns text into the ids that a text network takes.
 *
 * <p><b>Threads:</b> safe.
 */
public interface Tokenizer {
  /**
   * The ids of a text, special tokens included.
   *
   * @param text any; what is too long is cut
   * @return at most the tokenizer's longest sequence, owned by the caller
   */
  int[] encode(String text);
}
