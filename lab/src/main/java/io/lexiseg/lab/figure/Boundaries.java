package io.lexiseg.lab.figure;

import io.lexiseg.vision.mask.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well the outlines of a mask follow those of the reference, category by category: Csurka,
 * Larlus, Perronnin, <i>What is a good evaluation measure for semantic segmentation?</i>, BMVC
 * 2013, section 3.
 *
 * <p>A pixel is on the boundary of its category if the pixel above, below, left or right of it has
 * another value. Pixels without reference category are on none and make none. A boundary pixel is
 * hit if the other mask has one of the same category within 0.75 % of the picture's diagonal, at
 * least one pixel.
 *
 * <p><b>Deviation:</b> pixels are summed over pictures before the score is taken, as for all other
 * figures here.
 */
final class Boundaries {
  /** Part of the picture's diagonal. */
  static final double TOLERANCE = 0.0075;

  /** Numbers of an entry: category, predicted pixels, hit ones, reference pixels, hit ones. */
  static final int ENTRY = 5;

  private final int height;
  private final int width;
  private final List<int[]> disc;

  private Boundaries(int height, int width) {
    this.height = height;
    this.width = width;
    this.disc = disc(Math.max(1, TOLERANCE * Math.hypot(height, width)));
  }

  /** Entries of the categories that have a boundary in either mask, in order. */
  static long[] entries(Mask reference, Mask predicted) {
    Boundaries boundaries = new Boundaries(reference.height(), reference.width());
    short[] referred = boundaries.of(reference, reference);
    short[] guessed = boundaries.of(predicted, reference);
    Map<Integer, long[]> counts = new TreeMap<>();
    boundaries.count(guessed, referred, 1, counts);
    boundaries.count(referred, guessed, 3, counts);
    return counts.values().stream().flatMapToLong(Arrays::stream).toArray();
  }

  /** Nearest first, so that a hit is found soon. */
  private static List<int[]> disc(double radius) {
    int reach = (int) radius;
    List<int[]> disc = new ArrayList<>();
    for (int y = -reach; y <= reach; y++) {
      for (int x = -reach; x <= reach; x++) {
        if (y * y + x * x <= radius * radius) {
          disc.add(new int[] {y, x});
        }
      }
    }
    disc.sort((a, b) -> a[0] * a[0] + a[1] * a[1] - b[0] * b[0] - b[1] * b[1]);
    return disc;
  }

  /** The category of each pixel on a boundary, elsewhere 0. */
  private short[] of(Mask mask, Mask reference) {
    short[] boundary = new short[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int p = y * width + x;
        boolean on =
            (y > 0 && differ(mask, reference, p, p - width))
                || (y < height - 1 && differ(mask, reference, p, p + width))
                || (x > 0 && differ(mask, reference, p, p - 1))
                || (x < width - 1 && differ(mask, reference, p, p + 1));
        boundary[p] = on ? mask.values()[p] : 0;
      }
    }
    return boundary;
  }

  private static boolean differ(Mask mask, Mask reference, int p, int q) {
    return mask.values()[p] != mask.values()[q]
        && reference.values()[p] != 0
        && reference.values()[q] != 0;
  }

  private void count(short[] of, short[] against, int place, Map<Integer, long[]> counts) {
    for (int p = 0; p < of.length; p++) {
      if (of[p] != 0) {
        int category = Short.toUnsignedInt(of[p]);
        long[] entry = counts.computeIfAbsent(category, key -> new long[] {category, 0, 0, 0, 0});
        entry[place]++;
        entry[place + 1] += isHit(p, of[p], against) ? 1 : 0;
      }
    }
  }

  private boolean isHit(int pixel, short category, short[] against) {
    for (int[] step : disc) {
      int y = pixel / width + step[0];
      int x = pixel % width + step[1];
      if (y >= 0 && y < height && x >= 0 && x < width && against[y * width + x] == category) {
        return true;
      }
    }
    return false;
  }
}
