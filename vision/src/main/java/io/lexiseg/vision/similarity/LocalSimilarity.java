package io.lexiseg.vision.similarity;

import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * Cosines of visual features against the representative prototypes of a run of categories, as exact
 * as {@link DotProducts}.
 *
 * <p>A category without prototype has cosine 0 to everything: neither like nor unlike.
 *
 * <p>Immutable.
 */
public final class LocalSimilarity implements CategorySimilarity {
  private final DotProducts prototypes;

  private LocalSimilarity(CategoryBank bank, int from, int to) {
    this.prototypes = new DotProducts(bank.components(from, to), to - from);
  }

  /**
   * Compares with categories {@code from .. to - 1} of a bank.
   *
   * @throws IndexOutOfBoundsException if the bank does not have them
   */
  public static LocalSimilarity of(CategoryBank bank, int from, int to) {
    Objects.checkFromToIndex(from, to, bank.size());
    return new LocalSimilarity(bank, from, to);
  }

  /** Compares with single prototypes, rows {@code from .. to - 1}, instead of categories. */
  public static LocalSimilarity ofRows(CategoryBank bank, int from, int to) {
    return new LocalSimilarity(bank, from, to);
  }

  @Override
  public int categories() {
    return prototypes.vectors();
  }

  /** {@inheritDoc} Values are -1..1. */
  @Override
  public float[][] cosines(float[] features, int[] rows, IntToDoubleFunction norm) {
    float[][] cosines = prototypes.with(features, rows);
    for (int k = 0; k < rows.length; k++) {
      double length = norm.applyAsDouble(rows[k]);
      scale(cosines[k], length == 0 ? 0 : (float) (1 / length));
    }
    return cosines;
  }

  private static void scale(float[] values, float factor) {
    for (int n = 0; n < values.length; n++) {
      values[n] *= factor;
    }
  }
}
