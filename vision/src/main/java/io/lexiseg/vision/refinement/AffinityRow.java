package io.lexiseg.vision.refinement;

import io.lexiseg.vision.image.RgbImage;
import java.util.Arrays;

/** Weighs the neighbours of a row of pixels. Holds buffers; for one thread. */
final class AffinityRow {
  private static final int CHANNELS = 3;

  private final int height;
  private final int width;
  private final int pad;
  private final int padded;
  private final int[] offsetY;
  private final int[] offsetX;
  private final float[] samples;
  private final float[] sum;
  private final float[] squares;
  private final float[] factor;
  private final float[] highest;

  AffinityRow(RgbImage image, int pad, int[] offsetY, int[] offsetX) {
    this.height = image.height();
    this.width = image.width();
    this.pad = pad;
    this.padded = width + 2 * pad;
    this.offsetY = offsetY;
    this.offsetX = offsetX;
    this.samples = new float[CHANNELS * height * padded];
    this.sum = new float[width];
    this.squares = new float[width];
    this.factor = new float[width];
    this.highest = new float[width];
    byte[] pixels = image.pixels();
    for (int c = 0; c < CHANNELS; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < padded; x++) {
          int from = y * width + Math.max(0, Math.min(x - pad, width - 1));
          samples[(c * height + y) * padded + x] = pixels[from * CHANNELS + c] & 0xff;
        }
      }
    }
  }

  /**
   * Writes the weights of row {@code y}.
   *
   * @param weights {@code [neighbours, width]} from {@code to} on; a pixel's sum to 1
   */
  void weigh(int y, double flat, double sharpness, float[] weights, int to) {
    Arrays.fill(weights, to, to + offsetY.length * width, 0);
    for (int c = 0; c < CHANNELS; c++) {
      int centre = (c * height + y) * padded + pad;
      deviations(c, y, centre, flat, sharpness);
      for (int n = 0; n < offsetY.length; n++) {
        subtract(centre, start(c, y, n), weights, to + n * width);
      }
    }
    softmax(weights, to);
  }

  private int start(int channel, int y, int n) {
    int row = Math.max(0, Math.min(y + offsetY[n], height - 1));
    return (channel * height + row) * padded + pad + offsetX[n];
  }

  /** Of each pixel the sample standard deviation over its neighbours and, per dilation, itself. */
  private void deviations(int channel, int y, int centre, double flat, double sharpness) {
    int selves = offsetY.length / 8;
    for (int x = 0; x < width; x++) {
      float value = samples[centre + x];
      sum[x] = selves * value;
      squares[x] = selves * value * value;
    }
    for (int n = 0; n < offsetY.length; n++) {
      int from = start(channel, y, n);
      for (int x = 0; x < width; x++) {
        float value = samples[from + x];
        sum[x] += value; // whole numbers below 2^24: exact
        squares[x] += value * value;
      }
    }
    int count = offsetY.length + selves;
    for (int x = 0; x < width; x++) {
      double variance = (squares[x] - (double) sum[x] * sum[x] / count) / (count - 1);
      double deviation = Math.sqrt(Math.max(variance, 0));
      factor[x] = (float) (1 / (CHANNELS * (flat + sharpness * deviation)));
    }
  }

  private void subtract(int centre, int from, float[] weights, int to) {
    for (int x = 0; x < width; x++) {
      weights[to + x] -= Math.abs(samples[centre + x] - samples[from + x]) * factor[x];
    }
  }

  private void softmax(float[] weights, int to) {
    System.arraycopy(weights, to, highest, 0, width);
    for (int n = 1; n < offsetY.length; n++) {
      for (int x = 0; x < width; x++) {
        highest[x] = Math.max(highest[x], weights[to + n * width + x]);
      }
    }
    Arrays.fill(sum, 0);
    for (int n = 0; n < offsetY.length; n++) {
      for (int x = 0; x < width; x++) {
        int at = to + n * width + x;
        weights[at] = Exponential.of(weights[at] - highest[x]);
        sum[x] += weights[at];
      }
    }
    for (int x = 0; x < width; x++) {
      sum[x] = 1 / sum[x];
    }
    for (int n = 0; n < offsetY.length; n++) {
      for (int x = 0; x < width; x++) {
        weights[to + n * width + x] *= sum[x];
      }
    }
  }
}
