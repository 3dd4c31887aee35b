package io.lexiseg.vision.superpixel;

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
}
