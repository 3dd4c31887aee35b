package io.lexiseg.vision.painting;

import io.lexiseg.vision.mask.CategoryStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts what each category covers in a mask. */
final class CategoryTally {
  private final long[] pixels;
  private final double[] scores;
  private final int[] minY;
  private final int[] minX;
  private final int[] maxY;
  private final int[] maxX;

  CategoryTally(int categories) {
    pixels = new long[categories + 1];
    scores = new double[categories + 1];
    minY = new int[categories + 1];
    minX = new int[categories + 1];
    maxY = new int[categories + 1];
    maxX = new int[categories + 1];
    Arrays.fill(minX, Integer.MAX_VALUE);
  }

  /**
   * Counts a mask.
   *
   * @param values {@code [height, width]}, unsigned, 0 = no category
   * @param best {@code [height, width]}, score of each pixel's category
   * @return one entry for each category present, by category
   */
  List<CategoryStatistics> count(short[] values, float[] best, int width) {
    for (int p = 0, y = 0; p < values.length; y++) {
      for (int x = 0; x < width; x++, p++) {
        int category = Short.toUnsignedInt(values[p]);
        if (category > 0) {
          add(category, y, x, best[p]);
        }
      }
    }
    List<CategoryStatistics> statistics = new ArrayList<>();
    for (int category = 1; category < pixels.length; category++) {
      if (pixels[category] > 0) {
        statistics.add(entry(category));
      }
    }
    return statistics;
  }

  private void add(int category, int y, int x, float score) {
    if (pixels[category]++ == 0) {
      minY[category] = y;
    }
    scores[category] += score;
    maxY[category] = y;
    minX[category] = Math.min(minX[category], x);
    maxX[category] = Math.max(maxX[category], x);
  }

  private CategoryStatistics entry(int category) {
    return new CategoryStatistics(
        category,
        pixels[category],
        (float) (scores[category] / pixels[category]),
        minY[category],
        minX[category],
        maxY[category],
        maxX[category]);
  }
}
