package io.lexiseg.vision.steady;

import java.util.HashMap;
import java.util.Map;

/** Which former regions the new ones lie on, counted in pixels that did not move. */
final class Overlaps {
  private static final double STILL = 0.5;
  private static final double PART = 0.15;

  private final int[] pixels;
  private final int[] still;
  private final Map<Long, int[]> pairs = new HashMap<>();
  private long lastPair = -1;
  private int[] lastCount = new int[1];

  Overlaps(int regions) {
    this.pixels = new int[regions];
    this.still = new int[regions];
  }

  /** Counts one pixel; neighbours are mostly of the same pair. */
  void add(int region, int former, boolean moved) {
    pixels[region]++;
    if (!moved) {
      still[region]++;
      long pair = pair(region, former);
      if (pair != lastPair) {
        lastPair = pair;
        lastCount = pairs.computeIfAbsent(pair, none -> new int[1]);
      }
      lastCount[0]++;
    }
  }

  /**
   * Whether pixels of a region that did not move are left in the former region they are in: where
   * that region is a good part of what stands still there, not a crumb of what has gone.
   */
  boolean keeps(int region, int former) {
    int[] count = pairs.getOrDefault(pair(region, former), new int[1]);
    return still[region] >= STILL * pixels[region] && count[0] >= PART * still[region];
  }

  private static long pair(int region, int former) {
    return (long) region << Integer.SIZE | former;
  }

  /**
   * Scores of the new regions, of which those that mostly stand still keep a part of what was
   * there: the more, the more of its pixels did not move.
   *
   * @param fresh {@code [regions][categories]}
   * @param former rows of the former regions
   * @return new rows
   */
  float[][] blend(float[][] fresh, float[][] former, float inertia) {
    float[][] blended = new float[fresh.length][];
    for (int r = 0; r < fresh.length; r++) {
      blended[r] = fresh[r].clone();
      scale(blended[r], 1 - weight(r, inertia));
    }
    pairs.forEach(
        (pair, count) -> {
          int region = (int) (pair >> Integer.SIZE);
          float part = weight(region, inertia) * count[0] / still[region];
          if (part > 0) {
            addScaled(blended[region], former[pair.intValue()], part);
          }
        });
    return blended;
  }

  /**
   * Scores of the former regions as a mean of what they were and what the new regions on them have;
   * those all of whose pixels moved stay as they are.
   *
   * @param fresh {@code [regions][categories]}
   * @param former rows of the former regions
   * @return new rows of the former regions
   */
  float[][] average(float[][] fresh, float[][] former, float inertia) {
    float[] under = new float[former.length];
    pairs.forEach((pair, count) -> under[pair.intValue()] += count[0]);
    float[][] mean = new float[former.length][];
    for (int r = 0; r < former.length; r++) {
      mean[r] = former[r].clone();
      scale(mean[r], under[r] == 0 ? 1 : inertia);
    }
    pairs.forEach(
        (pair, count) -> {
          float part = (1 - inertia) * count[0] / under[pair.intValue()];
          addScaled(mean[pair.intValue()], fresh[(int) (pair >> Integer.SIZE)], part);
        });
    return mean;
  }

  /**
   * Nothing where three quarters of a region moved, all of the inertia where half of it did not.
   */
  private float weight(int region, float inertia) {
    float share = pixels[region] == 0 ? 0 : (float) still[region] / pixels[region];
    return inertia * Math.max(0, Math.min(1, 4 * share - 1));
  }

  /** Part of the pixels that did not move whose best category is another now, 0..1. */
  double disagreement(float[][] fresh, float[][] former) {
    int[] now = best(fresh);
    int[] before = best(former);
    long all = 0;
    long other = 0;
    for (Map.Entry<Long, int[]> pair : pairs.entrySet()) {
      int count = pair.getValue()[0];
      all += count;
      boolean same = now[(int) (pair.getKey() >> Integer.SIZE)] == before[pair.getKey().intValue()];
      other += same ? 0 : count;
    }
    return all == 0 ? 0 : (double) other / all;
  }

  private static int[] best(float[][] rows) {
    int[] best = new int[rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int n = 1; n < rows[r].length; n++) {
        best[r] = rows[r][n] > rows[r][best[r]] ? n : best[r];
      }
    }
    return best;
  }

  private static void scale(float[] row, float factor) {
    for (int n = 0; n < row.length; n++) {
      row[n] *= factor;
    }
  }

  private static void addScaled(float[] row, float[] other, float factor) {
    for (int n = 0; n < row.length; n++) {
      row[n] += factor * other[n];
    }
  }
}
