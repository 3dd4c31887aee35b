package io.lexiseg.vision.segmentation;

/** Numbers that the reference script makes too: a congruential generator, exact in float. */
final class Sequence {
  private long state;

  Sequence(long seed) {
    this.state = seed;
  }

  /** {@code count} values in -1..1. */
  float[] next(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      state = (1103515245 * state + 12345) % (1L << 31);
      values[i] = (state >> 16) / 16384f - 1;
    }
    return values;
  }

  /** {@code rows} rows of {@code dimension} values and unit L2 norm. */
  float[] nextUnit(int rows, int dimension) {
    float[] values = next(rows * dimension);
    for (int row = 0; row < rows; row++) {
      double squares = 0;
      for (int d = row * dimension; d < (row + 1) * dimension; d++) {
        squares += (double) values[d] * values[d];
      }
      for (int d = row * dimension; d < (row + 1) * dimension; d++) {
        values[d] = (float) (values[d] / Math.sqrt(squares));
      }
    }
    return values;
  }
}
