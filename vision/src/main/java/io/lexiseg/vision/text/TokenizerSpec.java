package io.lexiseg.vision.text;

import java.nio.file.Path;

/**
 * Which tokenizer a text encoder was trained with.
 *
 * @param kind the algorithm
 * @param vocabulary file of {@link Kind#WORDPIECE}: {@code tokenizer.json} or {@code vocab.txt}.
 *     {@link Kind#CLIP_BPE} has one vocabulary, which this module carries; the path is then unused
 * @param maxTokens longest sequence, special tokens included, at least 3; longer text is cut
 */
public record TokenizerSpec(Kind kind, Path vocabulary, int maxTokens) {

  /** The tokenizing algorithm. */
  public enum Kind {
    /** Byte pair encoding of CLIP, always padded with 0 to {@code maxTokens}. */
    CLIP_BPE,
    /** BERT's uncased word pieces, never padded. */
    WORDPIECE
  }

  /** Checks the length. */
  public TokenizerSpec {
    if (maxTokens < 3) {
      throw new IllegalArgumentException("tokenizer: expected maxTokens >= 3, got " + maxTokens);
    }
  }
}
