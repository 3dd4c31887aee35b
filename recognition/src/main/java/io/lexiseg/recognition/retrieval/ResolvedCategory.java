package io.lexiseg.recognition.retrieval;

import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.category.Support.NearestNoun;
import java.util.List;

/**
 * A category with all that the bank needs of it. Immutable; the arrays are kept, and nobody writes
 * to them.
 */
final class ResolvedCategory {
  private final float[] textEmbedding;
  private final float[] kept;
  private final int prototypes;
  private final List<NearestNoun> nearest;

  /**
   * Keeps its arguments.
   *
   * @param textEmbedding {@code [textDimension]}, unit L2 norm
   * @param kept {@code [rows, dimension]}, what the aggregation kept
   * @param prototypes how many that was made of
   * @param nearest as in {@link Support}
   */
  ResolvedCategory(float[] textEmbedding, float[] kept, int prototypes, List<NearestNoun> nearest) {
    this.textEmbedding = textEmbedding;
    this.kept = kept;
    this.prototypes = prototypes;
    this.nearest = List.copyOf(nearest);
  }

  float[] textEmbedding() {
    return textEmbedding;
  }

  float[] kept() {
    return kept;
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
