package io.lexiseg.vision.encoder.pixel;

import io.lexiseg.vision.image.RgbImage;

/** Brings images to one size, in float32 and not rounded. */
final class Resampler {
  private static final int CHANNELS = 3;

  private final Resampling resampling;
  private final InputSize size;

  Resampler(Resampling resampling, InputSize size) {
    this.resampling = resampling;
    this.size = size;
  }

  /**
   * Resizes, aspect ignored.
   *
   * @return {@code [3, height, width]}, red, green, blue planes, nominally 0..255; bicubic results
   *     may leave that range
   */
  float[] planes(RgbImage image) {
    return columns(rows(image), image.height());
  }

  /** Resizes every row: {@code [3, input height, width]}. */
  private float[] rows(RgbImage image) {
    Taps taps = Taps.of(resampling, image.width(), size.widthPx());
    byte[] pixels = image.pixels();
    int width = size.widthPx();
    float[] out = new float[CHANNELS * image.height() * width];
    for (int y = 0; y < image.height(); y++) {
      int row = y * image.width() * CHANNELS;
      for (int x = 0; x < width; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int k = 0; k < taps.count(); k++) {
          int sample = row + taps.index(x, k) * CHANNELS;
          float weight = taps.weight(x, k);
          red += weight * (pixels[sample] & 0xff);
          green += weight * (pixels[sample + 1] & 0xff);
          blue += weight * (pixels[sample + 2] & 0xff);
        }
        int at = y * width + x;
        out[at] = red;
        out[at + image.height() * width] = green;
        out[at + 2 * image.height() * width] = blue;
      }
    }
    return out;
  }

  /** Resizes every column of planes that have their width: {@code [3, height, width]}. */
  private float[] columns(float[] rows, int inputHeight) {
    Taps taps = Taps.of(resampling, inputHeight, size.heightPx());
    int width = size.widthPx();
    int height = size.heightPx();
    float[] out = new float[CHANNELS * height * width];
    for (int c = 0; c < CHANNELS; c++) {
      for (int y = 0; y < height; y++) {
        int to = (c * height + y) * width;
        for (int k = 0; k < taps.count(); k++) {
          int from = (c * inputHeight + taps.index(y, k)) * width;
          float weight = taps.weight(y, k);
          for (int x = 0; x < width; x++) {
            out[to + x] += weight * rows[from + x];
          }
        }
      }
    }
    return out;
  }
}
