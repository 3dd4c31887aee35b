package io.lexiseg.vision.region;

import io.lexiseg.vision.mask.Mask;
import java.util.Random;

/** Masks that are drawn, and such as chance makes. */
final class Masks {
  private Masks() {}

  /** Draws a mask: a digit is a category, a dot is none. */
  static Mask of(String... rows) {
    short[] values = new short[rows.length * rows[0].length()];
    int used = 0;
    for (String row : rows) {
      for (int x = 0; x < row.length(); x++) {
        values[used++] = (short) (row.charAt(x) == '.' ? 0 : row.charAt(x) - '0');
      }
    }
    return Mask.of(rows.length, rows[0].length(), values);
  }

  /** Draws it back. */
  static String[] grid(Mask mask) {
    String[] rows = new String[mask.height()];
    for (int y = 0; y < rows.length; y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < mask.width(); x++) {
        row.append(mask.value(y, x) == 0 ? "." : String.valueOf(mask.value(y, x)));
      }
      rows[y] = row.toString();
    }
    return rows;
  }

  /** Noise, rectangles upon each other, or both; up to 40 x 40, 1 to 6 categories and none. */
  static Mask random(Random random) {
    int height = 1 + random.nextInt(40);
    int width = 1 + random.nextInt(40);
    int categories = 1 + random.nextInt(6);
    short[] values = new short[height * width];
    double noise = random.nextInt(3) / 2.0 * random.nextDouble();
    for (int i = random.nextInt(20); i > 0; i--) {
      rectangle(values, height, width, (short) random.nextInt(categories + 1), random);
    }
    for (int p = 0; p < values.length; p++) {
      if (random.nextDouble() < noise) {
        values[p] = (short) random.nextInt(categories + 1);
      }
    }
    return Mask.of(height, width, values);
  }

  private static void rectangle(short[] values, int height, int width, short value, Random random) {
    int top = random.nextInt(height);
    int left = random.nextInt(width);
    int bottom = top + random.nextInt(height - top);
    int right = left + random.nextInt(width - left);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        values[y * width + x] = value;
      }
    }
  }
}
