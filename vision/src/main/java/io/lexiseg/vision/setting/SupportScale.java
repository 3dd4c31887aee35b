package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionText;

/**
 * From which similarity on an index counts as knowing a category. Cosines of text encoders differ,
 * so the numbers belong to a pack; docs/vocabulary.md says how they are found.
 *
 * <p>What is compared is the similarity of the nearest key plus {@code spread} times its lead over
 * the nearest key of another noun.
 *
 * @param strong from here on the index has the thing
 * @param weak from here on it has something of the kind, below nothing; at most {@code strong}
 * @param spread weight of the lead, 0..1
 */
public record SupportScale(double strong, double weak, double spread) {
  /** For packs whose cosines nobody has looked at. */
  public static final SupportScale NONE = new SupportScale(Double.NaN, Double.NaN, 0);

  private static final String NO_NAME = "none";
  private static final String NAME = "cosine";

  public SupportScale {
    boolean none = Double.isNaN(strong) && Double.isNaN(weak);
    if (!none && !(weak <= strong && spread >= 0 && spread <= 1)) {
      throw new IllegalArgumentException(
          "support: expected weak <= strong and spread 0..1, got weak %s, strong %s, spread %s"
              .formatted(weak, strong, spread));
    }
  }

  /** Whether there is nothing to compare with. */
  public boolean isNone() {
    return Double.isNaN(strong);
  }

  /**
   * What is compared with the numbers.
   *
   * @param similarity of the nearest key, -1..1
   * @param lead over the nearest key of another noun, 0..2
   */
  public double score(double similarity, double lead) {
    return similarity + spread * lead;
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws IllegalArgumentException if it is none of {@code none} and {@code
   *     cosine:strong=0.8,weak=0.6,spread=0.25}
   */
  static SupportScale parse(String text) {
    OptionText option = OptionText.parse(text);
    if (!option.name().equals(NAME) && !option.name().equals(NO_NAME)) {
      throw new IllegalArgumentException(
          "expected none or cosine:strong=0.8,weak=0.6,spread=0.25, got '%s'".formatted(text));
    }
    SupportScale scale =
        option.name().equals(NO_NAME)
            ? NONE
            : new SupportScale(
                option.number("strong", Double.NaN),
                option.number("weak", Double.NaN),
                option.number("spread", 0));
    return option.done(scale);
  }

  /** As settings have it. */
  String text() {
    return isNone()
        ? NO_NAME
        : OptionText.of(NAME, "strong", strong, "weak", weak, "spread", spread);
  }
}
