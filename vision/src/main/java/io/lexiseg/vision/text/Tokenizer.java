package io.lexiseg.vision.text;

import java.util.OptionalInt;

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

  /** The id that stands for every word outside the vocabulary; empty: any text has ids. */
  default OptionalInt unknown() {
    return OptionalInt.empty();
  }

  /** Whether the token goes on with the word of the token before it. */
  default boolean continuesWord(int id) {
    return false;
  }
}
