package io.lexiseg.indexbuilder.generation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a caption cannot be a prompt, whatever the generator. */
public final class CaptionProblem {
  /** Letters of the longest caption; far more than any generator reads. */
  public static final int MOST_LETTERS = 8192;

  private static final Pattern CONTROL =
      Pattern.compile("<\\|[^|>]*\\|>|\\[(PAD|UNK|CLS|SEP|MASK)]", Pattern.CASE_INSENSITIVE);

  private CaptionProblem() {}

  /**
   * What is wrong with a caption, if anything: it is blank, too long, or holds the marks that
   * tokenizers keep for themselves, such as {@code <|endoftext|>}.
   */
  public static Optional<String> of(String caption) {
    if (caption.isBlank()) {
      return Optional.of("caption: expected words, got none");
    }
    if (caption.length() > MOST_LETTERS) {
      return Optional.of(
          "caption: expected at most %d letters, got %d".formatted(MOST_LETTERS, caption.length()));
    }
    Matcher control = CONTROL.matcher(caption);
    return control.find()
        ? Optional.of("caption: expected no control tokens, got " + control.group())
        : Optional.empty();
  }
}
