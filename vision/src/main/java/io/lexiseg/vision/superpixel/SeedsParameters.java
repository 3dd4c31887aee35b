package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.option.OptionText;

/**
 * Constants of {@link Seeds}.
 *
 * @param count superpixels aimed at, 1..100000
 * @param levels of blocks, each twice the size of the one below, 1..10
 * @param prior how strongly shapes are smoothed, 0..5
 * @param bins of the colour histograms per channel, 1..16
 * @param iterations pixel updates at each level, 1..100
 */
public record SeedsParameters(int count, int levels, int prior, int bins, int iterations)
    implements SuperpixelParameters {
  /** The constants of the authors' program. */
  public static final SeedsParameters RELEASED = new SeedsParameters(200, 4, 1, 5, 10);

  public SeedsParameters {
    if (!within(count, 1, 100_000)
        || !within(levels, 1, 10)
        || !within(prior, 0, 5)
        || !within(bins, 1, 16)
        || !within(iterations, 1, 100)) {
      throw new IllegalArgumentException(
          "seeds: expected count 1..100000, levels 1..10, prior 0..5, bins 1..16, iterations 1..100, got %d, %d, %d, %d, %d"
              .formatted(count, levels, prior, bins, iterations));
    }
  }

  private static boolean within(int value, int least, int most) {
    return value >= least && value <= most;
  }

  @Override
  public SuperpixelAlgorithm algorithm() {
    return new Seeds(this);
  }

  /** Reads the parts; those left out are as in the authors' program. */
  public static SeedsParameters parse(OptionText option) {
    return new SeedsParameters(
        option.integer("count", RELEASED.count),
        option.integer("levels", RELEASED.levels),
        option.integer("prior", RELEASED.prior),
        option.integer("bins", RELEASED.bins),
        option.integer("iterations", RELEASED.iterations));
  }

  @Override
  public String text() {
    return OptionText.of(
        "seeds",
        "count",
        count,
        "levels",
        levels,
        "prior",
        prior,
        "bins",
        bins,
        "iterations",
        iterations);
  }
}
