package io.lexiseg.vision.pack.checkpoint;

/**
 * Turns a table of positions {@code [side * side, width]} into that of another side.
 *
 * <p><b>Source:</b> as timm fits checkpoints to other pictures: bicubic with antialiasing (A =
 * -0.5, half-pixel centres, weights at the border renormalised). Computed in 64 bits.
 */
final class PositionTable {
  private static final double SUPPORT = 2;
  private static final double A = -0.5;

  private PositionTable() {}

  /**
   * The table of another side; the same one where the sides are equal.
   *
   * @param table {@code [from * from, width]}, row-major
   * @return {@code [to * to, width]}
   */
  static float[] resized(float[] table, int from, int to, int width) {
    if (from == to) {
      return table;
    }
    double[][] weights = weights(from, to);
    double[] rows = new double[from * to * width]; // [from, to, width]: columns are done
    for (int y = 0; y < from; y++) {
      for (int x = 0; x < to; x++) {
        for (int source = 0; source < from; source++) {
          double weight = weights[x][source];
          for (int i = 0; weight != 0 && i < width; i++) {
            rows[(y * to + x) * width + i] += weight * table[(y * from + source) * width + i];
          }
        }
      }
    }
    double[] sums = new double[to * to * width];
    for (int y = 0; y < to; y++) {
      for (int source = 0; source < from; source++) {
        double weight = weights[y][source];
        for (int i = 0; weight != 0 && i < to * width; i++) {
          sums[y * to * width + i] += weight * rows[source * to * width + i];
        }
      }
    }
    float[] result = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      result[i] = (float) sums[i];
    }
    return result;
  }

  /** For each target, the weight of each source; they sum to 1. */
  private static double[][] weights(int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    double[][] weights = new double[to][from];
    for (int target = 0; target < to; target++) {
      double centre = scale * (target + 0.5);
      int first = Math.max((int) (centre - SUPPORT * stretch + 0.5), 0);
      int end = Math.min((int) (centre + SUPPORT * stretch + 0.5), from);
      double sum = 0;
      for (int source = first; source < end; source++) {
        weights[target][source] = cubic((source - centre + 0.5) / stretch);
        sum += weights[target][source];
      }
      for (int source = first; source < end; source++) {
        weights[target][source] /= sum;
      }
    }
    return weights;
  }

  private static double cubic(double at) {
    double x = Math.abs(at);
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < SUPPORT ? (((x - 5) * x + 8) * x - 4) * A : 0;
  }
}
