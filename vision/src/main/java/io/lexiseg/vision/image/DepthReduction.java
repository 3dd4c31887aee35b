package io.lexiseg.vision.image;

/**
 * How samples of 16 bits become 8.
 *
 * <ul>
 *   <li>Grey, as thermal and depth cameras send it: the range in use is stretched to 0..255. It
 *       reaches from the 0.1st to the 99.9th percentile. It is widened to multiples of a quarter of
 *       itself (rounded down to a power of two). So a little change from one frame to the next
 *       leaves it as it is. It is never narrower than 256 values, so that noise stays dark.
 *   <li>Colour: the upper 8 of the bits in use, which are 10, 12, 14 or 16, as the largest sample
 *       has it.
 * </ul>
 *
 * @param low sample that becomes 0
 * @param high sample that would become 256
 */
record DepthReduction(int low, int high) {
  private static final int VALUES = 1 << 16;
  private static final int NARROWEST = 256;
  private static final double OUTSIDE = 0.001;
  private static final int[] DEPTHS = {10, 12, 14};

  /**
   * The rule for grey.
   *
   * @param counts number of visible pixels of each value, {@code [65536]}
   */
  static DepthReduction ofGrey(int[] counts) {
    long pixels = 0;
    for (int count : counts) {
      pixels += count;
    }
    if (pixels == 0) {
      return new DepthReduction(0, VALUES);
    }
    long outside = (long) (pixels * OUTSIDE);
    int darkest = 0;
    for (long below = counts[0]; below <= outside; below += counts[darkest]) {
      darkest++;
    }
    int brightest = VALUES - 1;
    for (long above = counts[brightest]; above <= outside; above += counts[brightest]) {
      brightest--;
    }
    return widened(darkest, brightest);
  }

  private static DepthReduction widened(int darkest, int brightest) {
    int span = Math.max(NARROWEST, brightest - darkest + 1);
    int step = Integer.highestOneBit(span) / 4;
    int low = darkest / step * step;
    int high = (brightest / step + 1) * step;
    return new DepthReduction(low, Math.max(high, low + NARROWEST));
  }

  /** The rule for colour. */
  static DepthReduction ofColour(int largestSample) {
    for (int depth : DEPTHS) {
      if (largestSample < 1 << depth) {
        return new DepthReduction(0, 1 << depth);
      }
    }
    return new DepthReduction(0, VALUES);
  }

  /** A sample in 0..255. */
  int reduce(int sample) {
    int scaled = (int) ((long) (sample - low) * 256 / (high - low));
    return Math.max(0, Math.min(255, sample < low ? 0 : scaled));
  }
}
