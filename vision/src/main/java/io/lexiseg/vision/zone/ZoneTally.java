package io.lexiseg.vision.zone;

import io.lexiseg.vision.mask.Mask;
import org.jspecify.annotations.Nullable;

/**
 * What each category has of the pixels of a polygon.
 *
 * <p><b>Threads:</b> safe once counted.
 */
public final class ZoneTally {
  private final long[] pixels;
  private final double[] scores;

  private ZoneTally(int categories) {
    this.pixels = new long[categories + 1];
    this.scores = new double[categories + 1];
  }

  /**
   * Counts, row by row, each from left to right.
   *
   * @param best {@code [height, width]}, score of each pixel's category; null where it is not known
   * @param categories how many there are: the mask has values 0..categories
   * @throws IllegalArgumentException if mask and pixels are of different sizes
   */
  public static ZoneTally of(
      PolygonRaster raster, Mask mask, float @Nullable [] best, int categories) {
    if (raster.height() != mask.height() || raster.width() != mask.width()) {
      throw new IllegalArgumentException(
          "zone: expected a mask of %dx%d, got %dx%d"
              .formatted(raster.height(), raster.width(), mask.height(), mask.width()));
    }
    ZoneTally tally = new ZoneTally(categories);
    for (int row = 0; row < raster.rowCount(); row++) {
      int start = (raster.firstRow() + row) * raster.width();
      for (int i = raster.spansFrom(row); i < raster.spansFrom(row + 1); i += 2) {
        int end = start + raster.column(i + 1);
        tally.add(mask.values(), best, start + raster.column(i), end);
      }
    }
    return tally;
  }

  private void add(short[] values, float @Nullable [] best, int from, int to) {
    for (int p = from; p < to; p++) {
      int category = Short.toUnsignedInt(values[p]);
      pixels[category]++;
      if (best != null) {
        scores[category] += best[p];
      }
    }
  }

  /** Pixels of a category, 1..N, or without one, 0. */
  public long pixels(int category) {
    return pixels[category];
  }

  /** Mean of the scores over the pixels of a category that has some; 0 where none were given. */
  public float meanScore(int category) {
    return (float) (scores[category] / pixels[category]);
  }
}
