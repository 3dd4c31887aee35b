package io.lexiseg.vision.prototype;

import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The regions of a mask: all pixels of a category together are one, provided they are enough.
 * Categories with too few pixels and unlabelled pixels share one more region that belongs to
 * nobody. A category that is large enough but falls between the pixels of the smaller size keeps
 * the one under its first pixel.
 *
 * <p><b>Source:</b> docs/method.md, section 12.
 */
final class MaskRegions {
  private static final int WIDEST = 640;

  private final List<Integer> categories;
  private final LabelMap map;

  private MaskRegions(List<Integer> categories, LabelMap map) {
    this.categories = categories;
    this.map = map;
  }

  /**
   * Finds regions.
   *
   * @param mask 0 = unlabelled
   * @param height of the picture the backbone sees
   * @param width the same; the regions are cut at this size, at most 640 wide
   * @param leastShare share of the mask's pixels a category needs, 0..1
   */
  static MaskRegions of(Mask mask, int height, int width, double leastShare) {
    int columns = Math.min(width, WIDEST);
    int rows = Math.max(1, (int) ((double) height * columns / width + 0.5));
    int[] values = resized(mask, rows, columns);
    int[] regionOf = new int[Mask.MAX_CATEGORIES + 1];
    List<Integer> categories = new ArrayList<>();
    int[] left = counts(values);
    long[] counts = counts(mask);
    for (int category = 1; category < counts.length; category++) {
      if (counts[category] > 0 && counts[category] >= leastShare * mask.values().length) {
        categories.add(category);
        regionOf[category] = categories.size();
        if (left[category] == 0) {
          values[under(mask, category, rows, columns)] = category;
        }
      }
    }
    for (int p = 0; p < values.length; p++) {
      int region = regionOf[values[p]];
      values[p] = region == 0 ? categories.size() : region - 1;
    }
    return new MaskRegions(
        List.copyOf(categories), LabelMap.of(rows, columns, categories.size() + 1, values));
  }

  /** Nearest value, as OpenCV's {@code INTER_NEAREST} chooses it. */
  private static int[] resized(Mask mask, int rows, int columns) {
    double yStep = (double) mask.height() / rows;
    double xStep = (double) mask.width() / columns;
    int[] values = new int[Math.multiplyExact(rows, columns)];
    for (int y = 0; y < rows; y++) {
      int fromY = Math.min((int) (y * yStep), mask.height() - 1);
      for (int x = 0; x < columns; x++) {
        int fromX = Math.min((int) (x * xStep), mask.width() - 1);
        values[y * columns + x] = mask.value(fromY, fromX);
      }
    }
    return values;
  }

  /** Position of the first pixel of a category at the smaller size. */
  private static int under(Mask mask, int category, int rows, int columns) {
    int p = 0;
    while (Short.toUnsignedInt(mask.values()[p]) != category) {
      p++;
    }
    long y = (long) (p / mask.width()) * rows / mask.height();
    long x = (long) (p % mask.width()) * columns / mask.width();
    return Math.toIntExact(y * columns + x);
  }

  private static int[] counts(int[] values) {
    int[] counts = new int[Mask.MAX_CATEGORIES + 1];
    for (int value : values) {
      counts[value]++;
    }
    return counts;
  }

  private static long[] counts(Mask mask) {
    long[] counts = new long[Mask.MAX_CATEGORIES + 1];
    for (short value : mask.values()) {
      counts[Short.toUnsignedInt(value)]++;
    }
    return counts;
  }

  /** Category of region 0, 1, ...; one fewer than the map has regions. */
  List<Integer> categories() {
    return categories;
  }

  /** The regions; the last one belongs to nobody and may be empty. */
  LabelMap map() {
    return map;
  }
}
