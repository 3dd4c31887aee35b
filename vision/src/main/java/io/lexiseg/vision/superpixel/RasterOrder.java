package io.lexiseg.vision.superpixel;

import java.util.Arrays;

/** Numbers the labels of foreign algorithms by first appearance in raster order. */
public final class RasterOrder {
  private RasterOrder() {}

  /**
   * Renumbers labels in place and wraps them.
   *
   * @param labels {@code [height, width]}, at least 0, kept
   */
  public static LabelMap of(int height, int width, int[] labels) {
    int[] numbers = new int[Arrays.stream(labels).max().orElse(0) + 1];
    int regions = 0;
    for (int p = 0; p < labels.length; p++) {
      int label = labels[p];
      if (numbers[label] == 0) {
        numbers[label] = ++regions;
      }
      labels[p] = numbers[label] - 1;
    }
    return LabelMap.of(height, width, regions, labels);
  }
}
