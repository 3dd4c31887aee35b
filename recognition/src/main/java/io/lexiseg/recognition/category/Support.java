package io.lexiseg.recognition.category;

import java.util.List;

/**
 * How well the index knows a category.
 *
 * @param category its name
 * @param prototypes how many the representative prototype is the mean of; 0: the category competes
 *     with the global term only
 * @param nearest nouns of the nearest keys, each once, nearest first, up to {@value #NOUNS}; of all
 *     K keys, also of those whose prototypes a cut leaves out; none where the index was not asked
 */
public record Support(String category, int prototypes, List<NearestNoun> nearest) {
  /** How many nouns are named at most. */
  public static final int NOUNS = 5;

  /** As large as it gets for words that cannot mean anything else. */
  private static final float LARGEST_LEAD = 0.4f;

  /**
   * A noun of the index.
   *
   * @param noun as the index has it
   * @param similarity cosine of the category's text and the noun's nearest key, -1..1
   */
  public record NearestNoun(String noun, float similarity) {}

  public Support {
    nearest = List.copyOf(nearest);
  }

  /** Cosine of the category's text and the nearest key, -1..1; -1 where there is none. */
  public float bestSimilarity() {
    return nearest.isEmpty() ? -1 : nearest.get(0).similarity();
  }

  /**
   * How much less similar the nearest key of another noun is, 0..0.4; the most, where all keys
   * found have one noun.
   */
  public float lead() {
    return nearest.size() <= 1
        ? LARGEST_LEAD
        : Math.min(LARGEST_LEAD, bestSimilarity() - nearest.get(1).similarity());
  }
}
