package io.lexiseg.vision.region;

import io.lexiseg.vision.mask.Mask;
import java.util.Arrays;

/**
 * The connected regions of a mask: pixels of one category that hang together by their sides.
 * Corners alone do not connect. Regions are numbered 0..count-1 in the order of their first pixels,
 * row by row. Pixels of no category are in none.
 *
 * <p>Work and memory grow with the horizontal runs of equal values, not with the categories.
 *
 * <p><b>Source:</b> labelling of runs with union-find; Rosenfeld, Pfaltz, "Sequential operations in
 * digital picture processing", 1966.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ConnectedRegions {
  private static final int NONE = -1;

  private final Mask mask;

  /** {@code [runs + 1]}: first pixel of each run; runs follow each other and end with their row. */
  private final int[] starts;

  /** {@code [runs]}: region of each run; {@link #NONE} where its pixels have no category. */
  private final int[] regions;

  /** {@code [count]}: first run of each region. */
  private final int[] firsts;

  /** {@code [count]}. */
  private final int[] pixels;

  private ConnectedRegions(Mask mask, int[] starts, int[] regions, int[] firsts) {
    this.mask = mask;
    this.starts = starts;
    this.regions = regions;
    this.firsts = firsts;
    this.pixels = new int[firsts.length];
    for (int run = 0; run < regions.length; run++) {
      if (regions[run] != NONE) {
        pixels[regions[run]] += starts[run + 1] - starts[run];
      }
    }
  }

  /** Finds the regions of a mask. */
  public static ConnectedRegions of(Mask mask) {
    int[] starts = runs(mask);
    int[] roots = joined(mask, starts);
    int[] regions = new int[roots.length];
    int[] firsts = new int[roots.length];
    int count = 0;
    for (int run = 0; run < roots.length; run++) {
      if (mask.values()[starts[run]] == 0) {
        regions[run] = NONE;
      } else if (roots[run] == run) {
        firsts[count] = run;
        regions[run] = count++;
      } else {
        regions[run] = regions[find(roots, run)];
      }
    }
    return new ConnectedRegions(mask, starts, regions, Arrays.copyOf(firsts, count));
  }

  private static int[] runs(Mask mask) {
    short[] values = mask.values();
    int width = mask.width();
    int[] starts = new int[mask.height() + 1];
    int count = 0;
    for (int row = 0; row < values.length; row += width) {
      for (int p = row; p < row + width; p++) {
        if (p == row || values[p] != values[p - 1]) {
          starts = count + 1 < starts.length ? starts : Arrays.copyOf(starts, 2 * starts.length);
          starts[count++] = p;
        }
      }
    }
    starts[count] = values.length;
    return Arrays.copyOf(starts, count + 1);
  }

  /** Per run another of its region that is no later; of the first itself. */
  private static int[] joined(Mask mask, int[] starts) {
    short[] values = mask.values();
    int width = mask.width();
    int[] roots = new int[starts.length - 1];
    int above = 0;
    for (int run = 0; run < roots.length; run++) {
      roots[run] = run;
      int from = starts[run] - width;
      int to = starts[run + 1] - width;
      while (starts[above + 1] <= from) {
        above++;
      }
      for (int other = above; other < run && starts[other] < to; other++) {
        if (values[starts[other]] == values[starts[run]]) {
          join(roots, other, run);
        }
      }
    }
    return roots;
  }

  private static void join(int[] roots, int one, int other) {
    int first = find(roots, one);
    int second = find(roots, other);
    roots[Math.max(first, second)] = Math.min(first, second);
  }

  /** Halves the way for who comes next. */
  private static int find(int[] roots, int run) {
    int root = run;
    while (roots[root] != root) {
      roots[root] = roots[roots[root]];
      root = roots[root];
    }
    return root;
  }

  /** How many there are, 0 or more. */
  public int count() {
    return firsts.length;
  }

  /** Category of a region, 1..N. */
  public int value(int region) {
    return Short.toUnsignedInt(mask.values()[starts[firsts[region]]]);
  }

  /** Pixels of a region, at least 1. */
  public int pixels(int region) {
    return pixels[region];
  }

  Mask mask() {
    return mask;
  }

  /** How many runs there are, in row-major order; each pixel is in one. */
  int runs() {
    return regions.length;
  }

  /** First pixel of a run, {@code y * width + x}; at the number of runs: behind the last pixel. */
  int start(int run) {
    return starts[run];
  }

  /** Region of a run; negative: its pixels have no category. */
  int region(int run) {
    return regions[run];
  }
}
