package io.lexiseg.cli.output;

import io.lexiseg.vision.image.RgbImage;
import java.util.Arrays;

/** Two pictures as one. */
final class SideBySide {
  private static final int GAP = 8;

  private SideBySide() {}

  /** The left one, a white gap, the right one; white below the lower one of the two. */
  static RgbImage of(RgbImage left, RgbImage right) {
    int height = Math.max(left.height(), right.height());
    int width = left.width() + GAP + right.width();
    byte[] pixels = new byte[Math.toIntExact(3L * height * width)];
    Arrays.fill(pixels, (byte) 0xFF);
    copy(left, pixels, 0, width);
    copy(right, pixels, left.width() + GAP, width);
    return RgbImage.of(height, width, pixels);
  }

  private static void copy(RgbImage image, byte[] pixels, int firstColumn, int width) {
    int stride = image.width() * 3;
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(image.pixels(), y * stride, pixels, (y * width + firstColumn) * 3, stride);
    }
  }
}
