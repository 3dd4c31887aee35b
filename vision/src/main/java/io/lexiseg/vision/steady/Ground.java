package io.lexiseg.vision.steady;

import io.lexiseg.vision.image.RgbImage;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What stands still for long, cell by cell: how it looks, its regions and their scores. What
 * somebody uncovers when he goes is that again, and nothing has to be made anew.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class Ground {
  private final CellGrid grid;
  private final byte[] pixels;
  private final int[] labels;
  private final int[] age;
  private float[][] scores;

  /** A first picture is the ground until more is known. */
  Ground(CellGrid grid, RgbImage picture, HeldRegions regions) {
    this.grid = grid;
    this.pixels = picture.pixels().clone();
    this.labels = regions.labels().clone();
    this.age = new int[grid.cells()];
    this.scores = regions.scores();
  }

  /** Everything grows older by one picture. */
  void age() {
    for (int c = 0; c < age.length; c++) {
      age[c]++;
    }
  }

  /** Pictures since the scores of a cell were made. */
  int age(int cell) {
    return age[cell];
  }

  /** Whether a cell of a picture looks like the ground, but for noise. */
  boolean shows(RgbImage picture, int cell, CameraNoise noise) {
    int threshold = noise.threshold();
    int[] other = {0};
    grid.forEach(
        cell,
        p -> other[0] += Changes.difference(pixels, picture.pixels(), 3 * p) > threshold ? 1 : 0);
    return other[0] < noise.needed(grid.pixels(cell));
  }

  /** Puts the ground's regions among those that are held, in some cells. */
  void uncover(List<Integer> cells, HeldRegions regions) {
    regions.put(cells, grid, labels, scores);
  }

  /** Takes cells that stand still as they are held now. */
  void settle(RgbImage seen, HeldRegions regions, Settling settling) {
    IdentityHashMap<float[], Integer> numbers = new IdentityHashMap<>();
    float[][] held = regions.scores();
    float[][] before = scores;
    for (int c = 0; c < grid.cells(); c++) {
      boolean still = settling.isStill(c);
      age[c] = still ? 0 : age[c];
      grid.forEach(
          c,
          p -> {
            if (still) {
              System.arraycopy(seen.pixels(), 3 * p, pixels, 3 * p, 3);
            }
            float[] row = still ? held[regions.labels()[p]] : before[labels[p]];
            labels[p] = numbers.computeIfAbsent(row, none -> numbers.size());
          });
    }
    scores = new float[numbers.size()][];
    numbers.forEach((row, number) -> scores[number] = row);
  }

  /** Memory that it takes, bytes, about. */
  long bytes() {
    long row = scores.length == 0 ? 0 : scores[0].length;
    return pixels.length
        + Integer.BYTES * ((long) labels.length + age.length)
        + Float.BYTES * row * scores.length;
  }
}
