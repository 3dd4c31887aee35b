package io.lexiseg.processor.prototype;

import java.util.List;

/**
 * A category with all that the bank needs of it. Immutable; the arrays are kept, and nobody writes
 * to them.
 */
final class ResolvedCategory {
  private final float[] textEmbedding;
  private final float[] prototype;
  private final float bestSimilarity;
  private final int prototypes;
  private final List<String> nearestNouns;

  /**
   * Keeps its arguments.
   *
   * @param textEmbedding {@code [textDimension]}, unit L2 norm
   * @param prototype {@code [dimension]}, raw mean, zeros where there is none
   * @param bestSimilarity of the nearest key
   * @param prototypes how many the mean is of
   */
  ResolvedCategory(
      float[] textEmbedding,
      float[] prototype,
      float bestSimilarity,
      int prototypes,
      List<String> nearestNouns) {
    this.textEmbedding = textEmbedding;
    this.prototype = prototype;
    this.bestSimilarity = bestSimilarity;
    this.prototypes = prototypes;
    this.nearestNouns = List.copyOf(nearestNouns);
  }

  float[] textEmbedding() {
    return textEmbedding;
  }

  float[] prototype() {
    return prototype;
  }

  float bestSimilarity() {
    return bestSimilarity;
  }

  int prototypes() {
    return prototypes;
  }

  List<String> nearestNouns() {
    return nearestNouns;
  }

  Support support(String category) {
    return new Support(category, bestSimilarity, prototypes, nearestNouns);
  }
}
