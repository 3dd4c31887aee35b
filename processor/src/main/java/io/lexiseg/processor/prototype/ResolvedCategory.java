package io.lexiseg.processor.prototype;

import io.lexiseg.processor.prototype.Support.NearestNoun;
import java.util.List;

/**
 * A category with all that the bank needs of it. Immutable; the arrays are kept, and nobody writes
 * to them.
 */
final class ResolvedCategory {
  private final float[] textEmbedding;
  private final float[] prototype;
  private final int prototypes;
  private final List<NearestNoun> nearest;

  /**
   * Keeps its arguments.
   *
   * @param textEmbedding {@code [textDimension]}, unit L2 norm
   * @param prototype {@code [dimension]}, raw mean, zeros where there is none
   * @param prototypes how many the mean is of
   * @param nearest as in {@link Support}
   */
  ResolvedCategory(
      float[] textEmbedding, float[] prototype, int prototypes, List<NearestNoun> nearest) {
    this.textEmbedding = textEmbedding;
    this.prototype = prototype;
    this.prototypes = prototypes;
    this.nearest = List.copyOf(nearest);
  }

  float[] textEmbedding() {
    return textEmbedding;
  }

  float[] prototype() {
    return prototype;
  }

  int prototypes() {
    return prototypes;
  }

  List<NearestNoun> nearest() {
    return nearest;
  }

  Support support(String category) {
    return new Support(category, prototypes, nearest);
  }
}
