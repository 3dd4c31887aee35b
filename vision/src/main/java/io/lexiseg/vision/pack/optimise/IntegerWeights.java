package io.lexiseg.vision.pack.optimise;

import java.util.Arrays;

/**
 * A matrix in 8 bits: {@code weight[row][i] = scales[row] * values[row][i]}, with the scale of each
 * row that leaves the least squared error, within 0.6 to 1 of the one that holds its largest value.
 */
final class IntegerWeights {
  private static final int MOST = 127;
  private static final int STEPS = 20;
  private static final double LEAST_SHARE = 0.6;

  private final int columns;
  private final byte[] values;
  private final float[] scales;
  private final double[] errors;

  private IntegerWeights(int columns, byte[] values, float[] scales, double[] errors) {
    this.columns = columns;
    this.values = values;
    this.scales = scales;
    this.errors = errors;
  }

  /**
   * Rounds a matrix.
   *
   * @param weights {@code [rows, columns]}
   * @param means what each column is multiplied by on average, at least one; columns share them in
   *     equal runs: those of a kernel have the mean of their channel
   */
  static IntegerWeights of(float[] weights, int rows, double[] means) {
    int columns = weights.length / rows;
    int run = columns / means.length;
    byte[] values = new byte[weights.length];
    float[] scales = new float[rows];
    double[] errors = new double[rows];
    for (int row = 0; row < rows; row++) {
      float[] one = Arrays.copyOfRange(weights, row * columns, (row + 1) * columns);
      scales[row] = bestScale(one);
      for (int i = 0; i < columns; i++) {
        int value = rounded(one[i], scales[row]);
        values[row * columns + i] = (byte) value;
        errors[row] += (value * (double) scales[row] - one[i]) * means[i / run];
      }
    }
    return new IntegerWeights(columns, values, scales, errors);
  }

  /** {@code [rows, columns]}, not a copy. */
  byte[] values() {
    return values;
  }

  /** {@code [columns, rows]}. */
  byte[] transposed() {
    byte[] turned = new byte[values.length];
    int rows = scales.length;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < columns; i++) {
        turned[i * rows + row] = values[row * columns + i];
      }
    }
    return turned;
  }

  /** One a row, not a copy. */
  float[] scales() {
    return scales;
  }

  /** What rounding adds to each row's product on average: the bias has to lose it. */
  double[] errors() {
    return errors;
  }

  private static float bestScale(float[] row) {
    float largest = 0;
    for (float value : row) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0) {
      return 1;
    }
    double least = Double.POSITIVE_INFINITY;
    float best = 0;
    for (int step = 0; step <= STEPS; step++) {
      float scale =
          (float) (largest / MOST * (1 - (1 - LEAST_SHARE) * step / STEPS)); // the largest first
      double squares = 0;
      for (float value : row) {
        double error = rounded(value, scale) * (double) scale - value;
        squares += error * error;
      }
      if (squares < least) {
        least = squares;
        best = scale;
      }
    }
    return best;
  }

  private static int rounded(float value, float scale) {
    return Math.max(-MOST, Math.min(MOST, Math.round(value / scale)));
  }
}
