package io.lexiseg.vision.similarity;

import java.util.Arrays;
import java.util.Objects;

/**
 * Cosines of visual features against the representative prototypes of a run of categories.
 *
 * <p>A category without prototype has cosine 0 to everything: neither like nor unlike.
 *
 * <p>Immutable. Sums run in {@code float} in order of dimension, so results do not depend on
 * threads; with unit vectors of up to 2048 components their error stays below 1e-5.
 */
public final class LocalSimilarity {
  private final int dimension;
  private final int categories;
  private final float[] transposed;

  private LocalSimilarity(int dimension, int categories, float[] transposed) {
    this.dimension = dimension;
    this.categories = categories;
    this.transposed = transposed;
  }

  /**
   * Prepares categories {@code from .. to - 1} of a bank.
   *
   * @throws IndexOutOfBoundsException if the bank does not have them
   */
  public static LocalSimilarity of(CategoryBank bank, int from, int to) {
    Objects.checkFromToIndex(from, to, bank.size());
    int dimension = bank.dimension();
    int categories = to - from;
    float[] transposed = new float[Math.multiplyExact(dimension, categories)];
    for (int n = 0; n < categories; n++) {
      for (int d = 0; d < dimension; d++) {
        transposed[d * categories + n] = bank.unitPrototypes()[(from + n) * dimension + d];
      }
    }
    return new LocalSimilarity(dimension, categories, transposed);
  }

  /** Number of categories compared with. */
  public int categories() {
    return categories;
  }

  /**
   * Writes the cosines of one feature.
   *
   * @param rows {@code [*, dimension]}
   * @param row which of them
   * @param norm its L2 norm; with 0 every cosine is 0
   * @param cosines {@code [*, categories]}; row {@code to} is overwritten with values in -1..1
   */
  public void cosines(float[] rows, int row, double norm, float[] cosines, int to) {
    int at = to * categories;
    Arrays.fill(cosines, at, at + categories, 0);
    if (norm == 0) {
      return;
    }
    float scale = (float) (1 / norm);
    int offset = row * dimension;
    int d = 0;
    for (; d + 3 < dimension; d += 4) {
      addFour(rows, offset + d, scale, d * categories, cosines, at);
    }
    for (; d < dimension; d++) {
      float a = rows[offset + d] * scale;
      for (int n = 0; n < categories; n++) {
        cosines[at + n] += a * transposed[d * categories + n];
      }
    }
  }

  /** Four dimensions at once: a quarter of the loads and stores of {@code cosines}. */
  private void addFour(float[] rows, int row, float scale, int column, float[] cosines, int at) {
    float a0 = rows[row] * scale;
    float a1 = rows[row + 1] * scale;
    float a2 = rows[row + 2] * scale;
    float a3 = rows[row + 3] * scale;
    int c1 = column + categories;
    int c2 = c1 + categories;
    int c3 = c2 + categories;
    for (int n = 0; n < categories; n++) {
      cosines[at + n] +=
          a0 * transposed[column + n]
              + a1 * transposed[c1 + n]
              + a2 * transposed[c2 + n]
              + a3 * transposed[c3 + n];
    }
  }
}
