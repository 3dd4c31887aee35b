package io.lexiseg.recognition.category;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a word in a vocabulary may look like, and its one normal form. */
public final class TextRules {
  /** Longest word or sentence, code points. */
  static final int MAX_LENGTH = 200;

  // What tokenizers take for their own marks instead of text.
  private static final Pattern CONTROL_TOKEN =
      Pattern.compile(
          "<\\|[^|>]*\\|>|</?s>|<(?:pad|unk|mask)>|\\[(?:CLS|SEP|PAD|UNK|MASK)]",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private TextRules() {}

  /** Composed characters, single spaces, none at the ends. */
  public static String normal(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return SPACES.matcher(composed).replaceAll(" ").strip();
  }

  /**
   * Checks an id, which is used as it is.
   *
   * @param what it is the id of
   */
  public static void requireId(String what, String id) {
    boolean valid = id.equals(normal(id)) && id.length() <= MAX_LENGTH && problem(id).isEmpty();
    if (!valid) {
      throw new RefusedCommandException(
          "%s: expected 1 to %d characters without control characters or outer spaces, got %d"
              .formatted(what, MAX_LENGTH, id.length()));
    }
  }

  /** Equal for words that people take for the same: case and width do not matter. */
  public static String comparable(String normal) {
    return Normalizer.normalize(normal, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** What is wrong with a text in normal form; empty: nothing. */
  static Optional<String> problem(String normal) {
    int length = normal.codePointCount(0, normal.length());
    if (length == 0) {
      return Optional.of("expected a word, got an empty text");
    }
    if (length > MAX_LENGTH) {
      return Optional.of("expected at most %d characters, got %d".formatted(MAX_LENGTH, length));
    }
    if (!normal.codePoints().allMatch(TextRules::isText)) {
      return Optional.of("expected text, got control or unassigned characters");
    }
    return CONTROL_TOKEN.matcher(normal).find()
        ? Optional.of("expected words, got a control token of a tokenizer")
        : Optional.empty();
  }

  private static boolean isText(int codePoint) {
    if (codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER) {
      return true; // part of the spelling in several scripts
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
