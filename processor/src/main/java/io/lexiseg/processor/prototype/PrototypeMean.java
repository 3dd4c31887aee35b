package io.lexiseg.processor.prototype;

/**
 * Mean of raw prototypes (Eq. 4), summed in {@code double} in order of addition; rows with a
 * component that is not finite are left out.
 */
final class PrototypeMean {
  private final double[] sum;
  private int count;

  PrototypeMean(int dimension) {
    sum = new double[dimension];
  }

  /** Adds the rows of {@code [rows, dimension]}. */
  void addAll(float[] rows) {
    for (int offset = 0; offset < rows.length; offset += sum.length) {
      if (isFinite(rows, offset)) {
        add(rows, offset);
      }
    }
  }

  private boolean isFinite(float[] rows, int offset) {
    for (int d = 0; d < sum.length; d++) {
      if (!Float.isFinite(rows[offset + d])) {
        return false;
      }
    }
    return true;
  }

  private void add(float[] rows, int offset) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += rows[offset + d];
    }
    count++;
  }

  /** How many rows are in the mean. */
  int count() {
    return count;
  }

  /** The mean, zeros without rows; owned by the caller. */
  float[] value() {
    float[] mean = new float[sum.length];
    for (int d = 0; d < mean.length && count > 0; d++) {
      mean[d] = (float) (sum[d] / count);
    }
    return mean;
  }
}
