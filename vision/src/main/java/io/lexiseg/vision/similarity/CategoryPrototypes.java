package io.lexiseg.vision.similarity;

import java.util.Arrays;
import java.util.List;

/**
 * The prototypes of each category: {@code [rows, dimension]}, category after category, raw.
 *
 * <p><b>Ownership:</b> arrays are kept, not copied; nobody may write to them afterwards.
 */
public final class CategoryPrototypes {
  private final int dimension;
  private final int[] firstRow;
  private final float[] values;

  private CategoryPrototypes(int dimension, int[] firstRow, float[] values) {
    this.dimension = dimension;
    this.firstRow = firstRow;
    this.values = values;
  }

  /**
   * One prototype a category.
   *
   * @param values {@code [categories, dimension]}, a row of zeros where there is none, kept
   */
  static CategoryPrototypes single(int dimension, float[] values) {
    int[] firstRow = new int[values.length / dimension + 1];
    Arrays.setAll(firstRow, n -> n);
    return new CategoryPrototypes(dimension, firstRow, values);
  }

  /**
   * Any number a category.
   *
   * @param categories of each {@code [rows, dimension]}, copied
   * @throws IllegalArgumentException if a length is not a multiple of the dimension
   */
  public static CategoryPrototypes of(int dimension, List<float[]> categories) {
    int[] firstRow = new int[categories.size() + 1];
    for (int n = 0; n < categories.size(); n++) {
      int length = categories.get(n).length;
      if (length % dimension != 0) {
        throw new IllegalArgumentException(
            "prototypes: expected rows of %d components, got %d values"
                .formatted(dimension, length));
      }
      firstRow[n + 1] = firstRow[n] + length / dimension;
    }
    float[] values = new float[Math.multiplyExact(firstRow[categories.size()], dimension)];
    for (int n = 0; n < categories.size(); n++) {
      float[] rows = categories.get(n);
      System.arraycopy(rows, 0, values, firstRow[n] * dimension, rows.length);
    }
    return new CategoryPrototypes(dimension, firstRow, values);
  }

  /** Number of categories. */
  public int categories() {
    return firstRow.length - 1;
  }

  /** Components of a prototype. */
  public int dimension() {
    return dimension;
  }

  /** First row of a category; that of the category behind the last is the number of rows. */
  int firstRow(int category) {
    return firstRow[category];
  }

  /** {@code [rows, dimension]}, not a copy; read only. */
  float[] values() {
    return values;
  }

  /** L2 norm of a row. */
  double norm(int row) {
    double squares = 0;
    for (int d = row * dimension; d < (row + 1) * dimension; d++) {
      squares += (double) values[d] * values[d];
    }
    return Math.sqrt(squares);
  }

  /** {@code [rows, dimension]}, each row of unit length or zeros; owned by the caller. */
  float[] unitRows() {
    float[] rows = new float[values.length];
    for (int row = 0; row < values.length / dimension; row++) {
      double norm = norm(row);
      for (int d = row * dimension; d < (row + 1) * dimension && norm > 0; d++) {
        rows[d] = (float) (values[d] / norm);
      }
    }
    return rows;
  }

  /**
   * The direction of each category: of its row, or of the mean of its unit rows.
   *
   * @return {@code [categories, dimension]}, unit rows, zeros where there is no prototype; owned by
   *     the caller
   */
  float[] representatives() {
    float[] units = unitRows();
    float[] representatives = new float[categories() * dimension];
    for (int n = 0; n < categories(); n++) {
      double[] sum = new double[dimension];
      for (int i = firstRow[n] * dimension; i < firstRow[n + 1] * dimension; i++) {
        sum[i % dimension] += units[i];
      }
      double squares = Arrays.stream(sum).map(value -> value * value).sum();
      for (int d = 0; d < dimension && squares > 0; d++) {
        representatives[n * dimension + d] = (float) (sum[d] / Math.sqrt(squares));
      }
    }
    return representatives;
  }

  /**
   * Transposes rows.
   *
   * @param rows {@code [*, dimension]}
   * @return of rows {@code from .. to - 1}, {@code [dimension][to - from]}, owned by the caller
   */
  static float[][] components(float[] rows, int dimension, int from, int to) {
    float[][] components = new float[dimension][to - from];
    for (int d = 0; d < dimension; d++) {
      for (int row = from; row < to; row++) {
        components[d][row - from] = rows[row * dimension + d];
      }
    }
    return components;
  }
}
