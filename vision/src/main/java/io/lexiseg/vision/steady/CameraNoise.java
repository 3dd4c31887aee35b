package io.lexiseg.vision.steady;

import java.util.Arrays;

/**
 * How much the pixels of a camera differ where nothing moves: the sensor's noise, blocks of the
 * compression, rain. Learnt from the median cell of each pair of pictures, so that what moves in
 * less than half of the picture does not count. Drops of rain hit fewer cells, each a little: of
 * cells that changed, the median counts where they are many and that is little. What no noise does,
 * such as a cut, is learnt as the most that noise does. The first pairs count most, so rain is
 * known after three.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class CameraNoise {
  private static final double FIRST_LEVEL = 2;

  /** So many pairs count alike, after that the last ones count most. */
  private static final int FEW = 9;

  private static final double LEVELS = 2.5;
  private static final int LEAST = 8;
  private static final int MOST = 40;
  private static final double LEAST_SHARE = 8.0 / (CellGrid.SIDE * CellGrid.SIDE);

  private static final double MOST_SHARE = 0.125;

  /** Where more than this part of the cells changed by a little each, that is noise. */
  private static final double MANY = 0.25;

  private static final double LITTLE = 1.0 / 16;

  private double level = FIRST_LEVEL;
  private double share;
  private int pairs;

  /** A sample that differs by more than this is said to have moved, 0..255. */
  int threshold() {
    return (int) Math.round(LEAST + LEVELS * level);
  }

  /** Pixels of a cell that have to move for the cell to be said to have, 1 to all of them. */
  int needed(int pixels) {
    return (int) Math.max(1, Math.ceil(Math.max(LEAST_SHARE, 2 * share) * pixels));
  }

  /**
   * Learns from a pair of pictures.
   *
   * @param levels {@code [cells]}, mean difference, 0..255; sorted by this
   * @param shares {@code [cells]}, share of the pixels that moved, 0..1; sorted by this
   */
  void learn(double[] levels, double[] shares) {
    pairs = Math.min(pairs + 1, FEW);
    double learnt = 1.0 / (pairs + 1);
    level += learnt * (Math.min((MOST - LEAST) / LEVELS, median(levels)) - level);
    share += learnt * (Math.min(MOST_SHARE, usual(shares)) - share);
  }

  private static double usual(double[] shares) {
    double all = median(shares);
    double[] changed = Arrays.stream(shares).filter(part -> part > 0).toArray();
    if (changed.length <= MANY * shares.length) {
      return all;
    }
    double little = median(changed);
    return little <= LITTLE ? Math.max(all, little) : all;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
