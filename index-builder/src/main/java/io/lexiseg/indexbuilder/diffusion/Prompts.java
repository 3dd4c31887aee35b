package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.pack.generator.PromptSpec;
import io.lexiseg.vision.text.Tokenizer;
import java.util.Arrays;

/**
 * Makes prompts of one length: what the tokenizer gives up to its end token, then padding.
 *
 * <p><b>Threads:</b> safe.
 */
final class Prompts {
  private final Tokenizer tokenizer;
  private final int length;
  private final int padding;
  private final int endToken;

  Prompts(Tokenizer tokenizer, PromptSpec spec) {
    this.tokenizer = tokenizer;
    this.length = spec.tokenizer().maxTokens();
    this.padding = spec.padding();
    this.endToken = tokenizer.encode("")[1];
  }

  /** The prompt of a text; what is too long is cut. */
  Prompt of(String text) {
    int[] encoded = tokenizer.encode(text);
    int end = 1;
    while (encoded[end] != endToken) {
      end++;
    }
    int[] ids = Arrays.copyOf(encoded, length);
    Arrays.fill(ids, end + 1, length, padding);
    return new Prompt(ids, end);
  }

  /** Where a word's tokens are in a prompt. */
  int[] positions(Prompt prompt, String word) {
    return WordTokens.positions(prompt, of(word), tokenizer);
  }
}
