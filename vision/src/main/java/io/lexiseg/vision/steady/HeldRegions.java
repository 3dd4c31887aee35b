package io.lexiseg.vision.steady;

import io.lexiseg.vision.superpixel.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The regions of a picture and their scores, which are replaced part by part.
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class HeldRegions {
  private final int width;
  private final int[] labels;
  private float[][] scores;

  /** The array of labels becomes this object's own. */
  HeldRegions(int width, int[] labels, float[][] scores) {
    this.width = width;
    this.labels = labels;
    this.scores = scores;
  }

  /** Region of each pixel, {@code [height, width]}; read only, until the next change. */
  public int[] labels() {
    return labels;
  }

  /** {@code [regions][categories]}; read only, until the next change. */
  public float[][] scores() {
    return scores;
  }

  long bytes() {
    long row = scores.length == 0 ? 0 : scores[0].length;
    return Integer.BYTES * (long) labels.length + Float.BYTES * row * scores.length;
  }

  /**
   * Replaces what moved within a patch by new regions: in cells that moved, regions of which much
   * moved as a whole, and single pixels of others.
   *
   * @param map of the patch's size
   * @param fresh {@code [regions of the map][categories]}
   */
  void replace(Patch patch, LabelMap map, float[][] fresh, Changes changes) {
    CellGrid grid = changes.grid();
    Overlaps overlaps = new Overlaps(map.regions());
    for (int y = 0, q = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++, q++) {
        int p = (patch.y() + y) * width + patch.x() + x;
        overlaps.add(map.labels()[q], labels[p], changes.pixel(p));
      }
    }
    int first = scores.length;
    append(overlaps.blend(fresh, scores, 1));
    for (int y = 0, q = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++, q++) {
        int p = (patch.y() + y) * width + patch.x() + x;
        int region = map.labels()[q];
        if (changes.cell(grid.cell(patch.y() + y, patch.x() + x))
            && (changes.pixel(p) || !overlaps.keeps(region, labels[p]))) {
          labels[p] = first + region;
        }
      }
    }
  }

  /**
   * Puts some pixels into regions of their own scores.
   *
   * @param cells of those pixels
   * @param others region of each pixel, {@code [height, width]}
   * @param rows of those regions; one that is held already, the same object, stays one region
   */
  void put(List<Integer> cells, CellGrid grid, int[] others, float[][] rows) {
    IdentityHashMap<float[], Integer> numbers = new IdentityHashMap<>();
    for (float[] row : scores) {
      numbers.put(row, numbers.size());
    }
    List<float[]> added = new ArrayList<>();
    for (int cell : cells) {
      grid.forEach(
          cell,
          p ->
              labels[p] =
                  numbers.computeIfAbsent(
                      rows[others[p]],
                      row -> {
                        added.add(row);
                        return numbers.size();
                      }));
    }
    append(added.toArray(float[][]::new));
  }

  private void append(float[][] rows) {
    float[][] all = Arrays.copyOf(scores, scores.length + rows.length);
    System.arraycopy(rows, 0, all, scores.length, rows.length);
    scores = all;
  }

  /** Forgets regions that no pixel is in. */
  void compact() {
    int[] number = new int[scores.length];
    float[][] kept = new float[scores.length][];
    int count = 0;
    for (int p = 0; p < labels.length; p++) {
      int label = labels[p];
      if (number[label] == 0) {
        kept[count] = scores[label];
        number[label] = ++count;
      }
      labels[p] = number[label] - 1;
    }
    scores = Arrays.copyOf(kept, count);
  }

  /** What the regions of a map lie on. */
  Overlaps overlaps(LabelMap map, Changes changes) {
    Overlaps overlaps = new Overlaps(map.regions());
    for (int p = 0; p < labels.length; p++) {
      overlaps.add(map.labels()[p], labels[p], changes.pixel(p));
    }
    return overlaps;
  }

  /**
   * Lets scores follow a look at the whole; regions stay where they are.
   *
   * @param fresh {@code [regions that overlap][categories]}
   * @param inertia what the scores so far count, 0..1
   */
  void average(float[][] fresh, Overlaps overlaps, float inertia) {
    scores = overlaps.average(fresh, scores, inertia);
  }

  /**
   * All cut anew.
   *
   * @param fresh {@code [regions of the map][categories]}
   * @param inertia what the scores so far count at most where nothing moved, 0..1
   */
  HeldRegions renewed(LabelMap map, float[][] fresh, Overlaps overlaps, float inertia) {
    return new HeldRegions(width, map.labels().clone(), overlaps.blend(fresh, scores, inertia));
  }
}
