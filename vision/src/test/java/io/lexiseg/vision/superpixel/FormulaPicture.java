package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.RgbImage;

/**
 * Pictures made by a formula, the same as in {@code src/test/python/felzenszwalb_goldens.py}: two
 * colour gradients, discs of one colour each over them, noise over all.
 */
public final class FormulaPicture {
  private final int height;
  private final int width;
  private long state;

  private FormulaPicture(long seed, int height, int width) {
    this.state = seed;
    this.height = height;
    this.width = width;
  }

  public static RgbImage of(long seed, int height, int width, int discs, int noise) {
    return new FormulaPicture(seed, height, width).draw(discs, noise);
  }

  private RgbImage draw(int discs, int noise) {
    int[][] shapes = new int[discs][];
    for (int i = 0; i < discs; i++) {
      int y = draw(height);
      int x = draw(width);
      int radius = 2 + draw(Math.max(height, width) / 5 + 1);
      shapes[i] = new int[] {y, x, radius, draw(256), draw(256), draw(256)};
    }
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < height * width; i++) {
      int[] colour = colour(i / width, i % width, shapes);
      for (int c = 0; c < 3; c++) {
        int sample = colour[c] + draw(2 * noise + 1) - noise;
        pixels[i * 3 + c] = (byte) Math.min(255, Math.max(0, sample));
      }
    }
    return RgbImage.of(height, width, pixels);
  }

  private int[] colour(int y, int x, int[][] shapes) {
    int[] colour = {
      40 + 120 * y / height, 200 - 150 * x / width, 60 + 90 * (x + y) / (height + width)
    };
    for (int[] shape : shapes) {
      int dy = y - shape[0];
      int dx = x - shape[1];
      if (dy * dy + dx * dx <= shape[2] * shape[2]) {
        colour = new int[] {shape[3], shape[4], shape[5]};
      }
    }
    return colour;
  }

  private int draw(int bound) {
    state = (1_103_515_245L * state + 12_345) % (1L << 31);
    return (int) ((state >> 8) % bound);
  }
}
