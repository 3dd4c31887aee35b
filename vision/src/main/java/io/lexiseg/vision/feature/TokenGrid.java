package io.lexiseg.vision.feature;

/**
 * Patch tokens of a visual encoder over one window: {@code rows x columns x dimension},
 * token-major; component {@code d} of token {@code (i, j)} stands at {@code (i * columns + j) *
 * dimension + d}. Tokens are raw, not of unit length, unless an encoder says otherwise.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class TokenGrid {
  private final int rows;
  private final int columns;
  private final int dimension;
  private final float[] values;

  private TokenGrid(int rows, int columns, int dimension, float[] values) {
    this.rows = rows;
    this.columns = columns;
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * Wraps token values as a grid.
   *
   * @param values {@code [rows, columns, dimension]}, kept
   * @throws IllegalArgumentException if a size is not positive or the length does not fit
   */
  public static TokenGrid of(int rows, int columns, int dimension, float[] values) {
    if (rows < 1
        || columns < 1
        || dimension < 1
        || values.length != (long) rows * columns * dimension) {
      throw new IllegalArgumentException(
          "token grid: expected rows x columns x dimension values, got %dx%dx%d and %d values"
              .formatted(rows, columns, dimension, values.length));
    }
    return new TokenGrid(rows, columns, dimension, values);
  }

  /** Token rows. */
  public int rows() {
    return rows;
  }

  /** Token columns. */
  public int columns() {
    return columns;
  }

  /** Components of a token. */
  public int dimension() {
    return dimension;
  }

  /** The values themselves, {@code [rows, columns, dimension]}, not a copy; read only. */
  public float[] values() {
    return values;
  }

  /**
   * L2 norm of token {@code token = i * columns + j}: four sums side by side, so that none waits
   * for the other, each of every fourth square.
   */
  public double norm(int token) {
    int d = token * dimension;
    int end = d + dimension;
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (; d + 3 < end; d += 4) {
      first += square(values[d]);
      second += square(values[d + 1]);
      third += square(values[d + 2]);
      fourth += square(values[d + 3]);
    }
    for (; d < end; d++) {
      first += square(values[d]);
    }
    return Math.sqrt((first + second) + (third + fourth));
  }

  /** The grid of the window mirrored left to right, a copy. */
  public TokenGrid mirrored() {
    float[] to = new float[values.length];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int from = (y * columns + x) * dimension;
        System.arraycopy(values, from, to, (y * columns + columns - 1 - x) * dimension, dimension);
      }
    }
    return new TokenGrid(rows, columns, dimension, to);
  }

  private static double square(double value) {
    return value * value;
  }
}
