package io.lexiseg.vision.jpeg;

import java.util.Arrays;

/**
 * What is known of one colour component while its scans are read. Progressive scans refine
 * coefficients, so which of them are not zero must be remembered.
 */
final class Component {
  static final int COEFFICIENTS = 64;
  private static final int UNSEEN = -1;

  /** Encoders stay within half of it; sums of wrong differences leave it soon. */
  private static final int LARGEST_MEAN = 2048;

  private final int id;
  private final int horizontal;
  private final int vertical;
  private final int quantisation;

  /** Lowest bit known of each coefficient, -1 before its first scan. */
  private final int[] lowestBit = new int[COEFFICIENTS];

  private long[] significant = new long[0];
  private int stride;
  private int block;
  private int step = 1;
  private int mean;

  Component(int id, int horizontal, int vertical, int quantisation) {
    this.id = id;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.quantisation = quantisation;
    Arrays.fill(lowestBit, UNSEEN);
  }

  int id() {
    return id;
  }

  int horizontal() {
    return horizontal;
  }

  int vertical() {
    return vertical;
  }

  int quantisation() {
    return quantisation;
  }

  /** Prepares memory for which coefficients are not zero. */
  void remember(int blocksDown, int blocksAcross) {
    if (significant.length == 0) {
      significant = new long[Math.multiplyExact(blocksDown, blocksAcross)];
      stride = blocksAcross;
    }
  }

  /** Makes a block the current one. */
  void moveTo(int y, int x) {
    block = y * stride + x;
  }

  boolean significant(int coefficient) {
    return (significant[block] >>> coefficient & 1) != 0;
  }

  void mark(int coefficient) {
    significant[block] |= 1L << coefficient;
  }

  /** Begins a scan or a restart interval: differences count from 0 again. */
  void restart(int newStep) {
    step = newStep;
    mean = 0;
  }

  /** Adds a block's difference of means. */
  void addMean(int difference) {
    mean += difference;
    if (Math.abs((long) mean * step) > LARGEST_MEAN + step) {
      throw new MalformedJpegException(
          "a block as bright as blocks can be", "one of " + (long) mean * step);
    }
  }

  /** Notes a scan of some coefficients down to a bit, which must be the next one. */
  void advance(int first, int last, int previousBit, int bit) {
    for (int i = first; i <= last; i++) {
      if (previousBit != Math.max(0, lowestBit[i]) || (first > 0 && lowestBit[0] == UNSEEN)) {
        throw new MalformedJpegException("progressive scans in order", "another order");
      }
    }
    Arrays.fill(lowestBit, first, last + 1, bit);
  }

  boolean complete() {
    return Arrays.stream(lowestBit).allMatch(bit -> bit == 0);
  }
}
