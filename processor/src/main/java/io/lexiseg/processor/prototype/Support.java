package io.lexiseg.processor.prototype;

import java.util.List;

/**
 * How well the index knows a category.
 *
 * @param category its name
 * @param bestSimilarity cosine of the category's text and the nearest key, -1..1
 * @param prototypes how many the representative prototype is the mean of; 0: the category competes
 *     with the global term only
 * @param nearestNouns nouns of the nearest keys, each once, nearest first, at most {@value #NOUNS}
 */
public record Support(
    String category, float bestSimilarity, int prototypes, List<String> nearestNouns) {
  /** How many nouns are named. */
  public static final int NOUNS = 5;

  public Support {
    nearestNouns = List.copyOf(nearestNouns);
  }
}
