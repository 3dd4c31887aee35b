package io.lexiseg.vision.superpixel;

/**
 * Separable Gaussian blur of one colour plane in double precision, mirrored at half a sample. Sums
 * run from the centre, then from the far neighbours inwards, as in the reference.
 */
final class GaussianBlur {
  private final double[] kernel;
  private final int radius;

  GaussianBlur(double sigma) {
    this.kernel = GaussianKernel.of(sigma);
    this.radius = kernel.length - 1;
  }

  /** Elements that a scratch row for images up to this width needs. */
  int scratchLength(int width) {
    return Math.addExact(width, 2 * radius);
  }

  /**
   * Blurs a plane, columns first.
   *
   * @param plane {@code [height, width]}, read and then overwritten with the result
   * @param between {@code [height, width]} or longer, overwritten
   * @param scratch {@link #scratchLength} or longer, overwritten
   */
  void apply(double[] plane, double[] between, double[] scratch, int height, int width) {
    if (radius == 0) {
      return;
    }
    for (int y = 0; y < height; y++) {
      blurColumns(plane, between, y, height, width);
    }
    for (int y = 0; y < height; y++) {
      blurRow(between, plane, scratch, y * width, width);
    }
  }

  private void blurColumns(double[] from, double[] to, int y, int height, int width) {
    int out = y * width;
    double centre = kernel[0];
    for (int x = 0; x < width; x++) {
      to[out + x] = from[out + x] * centre;
    }
    for (int k = radius; k > 0; k--) {
      int above = mirrored(y - k, height) * width;
      int below = mirrored(y + k, height) * width;
      addPair(from, above, below, kernel[k], to, out, width);
    }
  }

  private void blurRow(double[] from, double[] to, double[] scratch, int start, int width) {
    System.arraycopy(from, start, scratch, radius, width);
    for (int k = 1; k <= radius; k++) {
      scratch[radius - k] = from[start + mirrored(-k, width)];
      scratch[radius + width - 1 + k] = from[start + mirrored(width - 1 + k, width)];
    }
    double centre = kernel[0];
    for (int x = 0; x < width; x++) {
      to[start + x] = scratch[radius + x] * centre;
    }
    for (int k = radius; k > 0; k--) {
      addPair(scratch, radius - k, radius + k, kernel[k], to, start, width);
    }
  }

  private static void addPair(
      double[] from, int first, int second, double weight, double[] to, int out, int count) {
    for (int i = 0; i < count; i++) {
      to[out + i] += (from[first + i] + from[second + i]) * weight;
    }
  }

  private static int mirrored(int i, int length) {
    if (i >= 0 && i < length) {
      return i;
    }
    int inPeriod = Math.floorMod(i, 2 * length);
    return inPeriod < length ? inPeriod : 2 * length - 1 - inPeriod;
  }
}
