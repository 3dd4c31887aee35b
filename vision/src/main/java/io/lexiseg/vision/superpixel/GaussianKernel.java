package io.lexiseg.vision.superpixel;

import java.util.Arrays;

/** Weights of a sampled Gaussian, in double precision, summed in the order of the reference. */
final class GaussianKernel {
  private static final double TRUNCATION = 4;

  private GaussianKernel() {}

  /**
   * Samples a Gaussian.
   *
   * @param sigma standard deviation in pixels, at least 0
   * @return {@code [radius + 1]}: the weight of the centre, then of each distance from it; the
   *     weights of both sides sum to 1; radius is {@code (int) (4 sigma + 0.5)}
   */
  static double[] of(double sigma) {
    int radius = (int) (TRUNCATION * sigma + 0.5);
    double[] samples = new double[2 * radius + 1];
    for (int i = -radius; i <= radius; i++) {
      samples[i + radius] = i == 0 ? 1 : StrictMath.exp(-0.5 / (sigma * sigma) * (i * i));
    }
    double sum = pairwiseSum(samples, 0, samples.length);
    double[] weights = Arrays.copyOfRange(samples, radius, samples.length);
    for (int i = 0; i <= radius; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * Sums with eight running sums per block of up to 128, as NumPy does; the last bit depends on it.
   */
  private static double pairwiseSum(double[] a, int from, int count) {
    if (count > 128) {
      int half = count / 2 / 8 * 8;
      return pairwiseSum(a, from, half) + pairwiseSum(a, from + half, count - half);
    }
    int whole = count / 8 * 8;
    double sum = 0;
    if (whole > 0) {
      double[] r = Arrays.copyOfRange(a, from, from + 8);
      for (int i = 8; i < whole; i++) {
        r[i % 8] += a[from + i];
      }
      sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (int i = whole; i < count; i++) {
      sum += a[from + i];
    }
    return sum;
  }
}
