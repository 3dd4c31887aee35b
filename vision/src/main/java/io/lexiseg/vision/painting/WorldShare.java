package io.lexiseg.vision.painting;

import io.lexiseg.vision.setting.WindowPlan.Window;
import java.util.Arrays;

/**
 * How much of a window goes, at a first look, to nouns that nobody named: pixels are counted where
 * they take their scores from, region by region, without interpolation.
 */
public final class WorldShare {
  private final int firstOfWorld;
  private final int[] pixels;
  private final float[] best;
  private final boolean[] world;

  /**
   * Counts the pixels of each place.
   *
   * @param scores of the window, of any run of categories
   * @param firstOfWorld categories from here on are nouns that nobody named
   */
  public WorldShare(PlacedScores scores, Window window, int firstOfWorld) {
    this.firstOfWorld = firstOfWorld;
    this.pixels = new int[scores.places()];
    this.best = new float[pixels.length];
    this.world = new boolean[pixels.length];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    int top = window.y();
    int left = window.x();
    for (int y = top; y < top + window.height(); y++) {
      for (int x = left; x < left + window.width(); x++) {
        pixels[scores.place(y, x)]++;
      }
    }
  }

  /** Takes a run of categories into account, which begins with {@code from}. */
  public void add(PlacedScores scores, int from) {
    for (int place = 0; place < pixels.length; place++) {
      if (pixels[place] > 0) {
        float[] row = scores.corner(place, 0);
        int winner = Vectors.firstMaximum(row);
        if (row[winner] > best[place]) {
          best[place] = row[winner];
          world[place] = from + winner >= firstOfWorld;
        }
      }
    }
  }

  /** Pixels that go to such nouns. */
  public long won() {
    long won = 0;
    for (int place = 0; place < pixels.length; place++) {
      won += world[place] ? pixels[place] : 0;
    }
    return won;
  }

  /** All pixels. */
  public long all() {
    return Arrays.stream(pixels).asLongStream().sum();
  }
}
