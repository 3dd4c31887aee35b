package io.lexiseg.vision.text;

/** Opens the tokenizer that a text encoder needs. */
public final class Tokenizers {
  private Tokenizers() {}

  /**
   * Reads the vocabulary.
   *
   * @throws IllegalArgumentException if the vocabulary's file cannot be read or is no vocabulary
   */
  public static Tokenizer open(TokenizerSpec spec) {
    return switch (spec.kind()) {
      case CLIP_BPE -> new ClipTokenizer(ClipVocabulary.standard(), spec.maxTokens());
      case WORDPIECE ->
          new WordPieceTokenizer(WordPieceVocabulary.read(spec.vocabulary()), spec.maxTokens());
    };
  }
}
