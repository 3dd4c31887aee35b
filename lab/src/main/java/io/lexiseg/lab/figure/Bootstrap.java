package io.lexiseg.lab.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How sure a mean IoU is: it is counted again and again over pictures drawn with replacement. The
 * same draws serve every configuration, so that differences are paired.
 */
public final class Bootstrap {
  private static final int SEED = 1;

  private final int[][] draws;

  /**
   * Draws.
   *
   * @param pictures how many there are, at least 1
   * @param rounds how many samples of as many, at least 1
   */
  public Bootstrap(int pictures, int rounds) {
    Random random = new Random(SEED);
    this.draws = new int[rounds][];
    for (int round = 0; round < rounds; round++) {
      draws[round] = random.ints(pictures, 0, pictures).toArray();
    }
  }

  /**
   * Mean IoU over the categories that a sample's reference has, for each sample, 0..1.
   *
   * @param pictures in the same order for every configuration
   */
  public double[] meanIous(List<PictureCounts> pictures, int categories) {
    List<CategoryAreas> areas =
        pictures.stream()
            .map(
                picture -> {
                  CategoryAreas one = new CategoryAreas(categories);
                  one.add(picture);
                  return one;
                })
            .toList();
    return Arrays.stream(draws)
        .mapToDouble(
            draw -> {
              CategoryAreas sum = new CategoryAreas(categories);
              for (int picture : draw) {
                for (int category = 0; category <= categories; category++) {
                  sum.add(areas.get(picture), category);
                }
              }
              return sum.meanIou().orElse(0);
            })
        .toArray();
  }

  /** Differences of two configurations, sample by sample. */
  public static double[] difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    Arrays.setAll(difference, i -> one[i] - other[i]);
    return difference;
  }

  /** The value below which a share of the samples lies, by rank. */
  public static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
