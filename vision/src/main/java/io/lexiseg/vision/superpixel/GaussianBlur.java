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

  /**
   * Blurs a plane, columns first.
   *
   * @param plane {@code [height][width]} or more, read and then overwritten with the result
   * @param between {@code [height][width]} or more, overwritten
   */
  void apply(double[][] plane, double[][] between, int height, int width) {
    if (radius == 0) {
      return;
    }
    for (int y = 0; y < height; y++) {
      blurColumns(plane, between[y], y, height, width);
    }
    double[] padded = new double[Math.addExact(width, 2 * radius)];
    double[] before = new double[width];
    double[] after = new double[width];
    for (int y = 0; y < height; y++) {
      pad(between[y], padded, width);
      multiply(between[y], kernel[0], plane[y], width);
      for (int k = radius; k > 0; k--) {
        // Copies, since loops over shifted arrays do not become vector code.
        System.arraycopy(padded, radius - k, before, 0, width);
        System.arraycopy(padded, radius + k, after, 0, width);
        addPair(before, after, kernel[k], plane[y], width);
      }
    }
  }

  private void blurColumns(double[][] from, double[] to, int y, int height, int width) {
    multiply(from[y], kernel[0], to, width);
    for (int k = radius; k > 0; k--) {
      addPair(from[mirrored(y - k, height)], from[mirrored(y + k, height)], kernel[k], to, width);
    }
  }

  private void pad(double[] row, double[] padded, int width) {
    System.arraycopy(row, 0, padded, radius, width);
    for (int k = 1; k <= radius; k++) {
      padded[radius - k] = row[mirrored(-k, width)];
      padded[radius + width - 1 + k] = row[mirrored(width - 1 + k, width)];
    }
  }

  private static void multiply(double[] from, double weight, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = from[i] * weight;
    }
  }

  private static void addPair(double[] a, double[] b, double weight, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += (a[i] + b[i]) * weight;
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
