package io.lexiseg.vision.similarity;

import java.util.function.IntToDoubleFunction;

/**
 * How similar visual features are to a run of categories, whatever their prototypes are.
 *
 * <p>A category without prototype has similarity 0 to everything: neither like nor unlike.
 */
public interface CategorySimilarity {
  /**
   * Compares with categories {@code from .. to - 1} of a bank.
   *
   * @throws IndexOutOfBoundsException if the bank does not have them
   */
  static CategorySimilarity of(CategoryBank bank, int from, int to) {
    return bank.aggregation().similarity(bank, from, to);
  }

  /** Number of categories compared with. */
  int categories();

  /**
   * Computes the similarities of some features.
   *
   * @param features {@code [*, dimension]}
   * @param rows which of them
   * @param norm L2 norm of a row; with 0 its similarities are 0
   * @return {@code [rows][categories]}, owned by the caller
   */
  float[][] cosines(float[] features, int[] rows, IntToDoubleFunction norm);
}
