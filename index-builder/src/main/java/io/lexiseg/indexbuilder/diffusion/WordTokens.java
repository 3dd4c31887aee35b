package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.text.Tokenizer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the tokens of a word stand in a prompt.
 *
 * <p><b>Source:</b> docs/diffusion.md, "Words". <b>Deviation</b> from DAAM: a word that the
 * vocabulary does not hold is found nowhere, for its token says nothing of it; neither is one found
 * at the beginning of a longer word.
 */
final class WordTokens {
  private WordTokens() {}

  /**
   * Places of all tokens of all occurrences, ascending; the start token has place 0.
   *
   * @return none if the prompt does not hold the word, or not to its end
   */
  static int[] positions(Prompt prompt, Prompt word, Tokenizer tokenizer) {
    int[] text = prompt.text();
    int[] wanted = word.text();
    boolean known = Arrays.stream(wanted).noneMatch(id -> tokenizer.unknown().orElse(-1) == id);
    if (wanted.length == 0 || !known) {
      return new int[0];
    }
    return IntStream.rangeClosed(0, text.length - wanted.length)
        .filter(at -> isWordAt(text, at, wanted, tokenizer))
        .flatMap(at -> IntStream.range(at, at + wanted.length))
        .map(at -> at + 1) // the start token
        .distinct()
        .toArray();
  }

  private static boolean isWordAt(int[] text, int at, int[] word, Tokenizer tokenizer) {
    int end = at + word.length;
    return Arrays.equals(text, at, end, word, 0, word.length)
        && (end == text.length || !tokenizer.continuesWord(text[end]));
  }
}
