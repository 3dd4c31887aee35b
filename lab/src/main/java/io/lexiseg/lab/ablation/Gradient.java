package io.lexiseg.lab.ablation;

import io.lexiseg.vision.image.RgbImage;

/** Root mean square of the horizontal and the vertical Sobel response on an image's luma, 0..1. */
final class Gradient {
  private Gradient() {}

  /** {@code [height, width]}; the image is mirrored at its borders, half-sample symmetric. */
  static double[] of(RgbImage image) {
    int height = image.height();
    int width = image.width();
    double[] luma = luma(image.pixels());
    double[] gradient = new double[luma.length];
    for (int y = 0; y < height; y++) {
      int up = Math.max(y - 1, 0) * width;
      int at = y * width;
      int down = Math.min(y + 1, height - 1) * width;
      for (int x = 0; x < width; x++) {
        int l = Math.max(x - 1, 0);
        int r = Math.min(x + 1, width - 1);
        double vertical =
            luma[up + l]
                + 2 * luma[up + x]
                + luma[up + r]
                - luma[down + l]
                - 2 * luma[down + x]
                - luma[down + r];
        double horizontal =
            luma[up + l]
                + 2 * luma[at + l]
                + luma[down + l]
                - luma[up + r]
                - 2 * luma[at + r]
                - luma[down + r];
        gradient[at + x] = Math.sqrt((vertical * vertical + horizontal * horizontal) / 2) / 4;
      }
    }
    return gradient;
  }

  private static double[] luma(byte[] pixels) {
    double[] luma = new double[pixels.length / 3];
    for (int p = 0; p < luma.length; p++) {
      double sum =
          0.2125 * (pixels[3 * p] & 0xff)
              + 0.7154 * (pixels[3 * p + 1] & 0xff)
              + 0.0721 * (pixels[3 * p + 2] & 0xff);
      luma[p] = sum / 255;
    }
    return luma;
  }
}
