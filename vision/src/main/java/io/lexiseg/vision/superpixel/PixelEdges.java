package io.lexiseg.vision.superpixel;

import java.util.Arrays;

/**
 * The links between neighbouring pixels with their weights, sorted into buckets of similar weight.
 * Within a bucket they keep the order of the reference: to the right, downwards, down-right,
 * up-right, each kind in raster order. A link is named {@code pixel * 4 + kind} after the pixel it
 * leaves and the kind, which says where it leads.
 */
final class PixelEdges {
  /** The kinds in order; up-right is kept as down-left from its upper end. */
  private static final int[] DOWN = {0, 1, 1, 1};

  /** Four links per pixel must fit one array. */
  static final int MAX_PIXELS = (Integer.MAX_VALUE - 8) / 4;

  private static final int[] RIGHT = {1, 0, 1, -1};

  /** Buckets split weights by exponent and leading fraction bits; about a third ever fill. */
  private static final int FRACTION_BITS = 9;

  /** Weights below 2^-30 are rounding noise and share bucket 0; none reaches 2. */
  private static final int EXPONENTS = 31;

  private static final int BUCKETS = EXPONENTS << FRACTION_BITS;
  private static final int FIRST = (1023 + 1 - EXPONENTS) << FRACTION_BITS;

  private final double[] raw;
  private final long[] weights;
  private final int[] names;
  private final int[] starts = new int[BUCKETS + 1];
  private final int[] offsets = new int[4];

  PixelEdges(int capacity) {
    raw = new double[4 * capacity];
    weights = new long[4 * capacity];
    names = new int[4 * capacity];
  }

  int buckets() {
    return BUCKETS;
  }

  /** First position of a bucket; where the next one starts this one ends. */
  int start(int bucket) {
    return starts[bucket];
  }

  /** Bits of the weights, which order as the weights do, by position. */
  long[] weights() {
    return weights;
  }

  /** Names of the links, by position. */
  int[] names() {
    return names;
  }

  int from(int name) {
    return name >>> 2;
  }

  int to(int name) {
    return (name >>> 2) + offsets[name & 3];
  }

  /**
   * Takes the links of an image.
   *
   * @param planes three colour planes {@code [height, width]}
   */
  void fill(double[][] planes, int height, int width) {
    Arrays.fill(starts, 0);
    int pixels = height * width;
    for (int kind = 0; kind < 4; kind++) {
      offsets[kind] = DOWN[kind] * width + RIGHT[kind];
      for (int y = 0; y + DOWN[kind] < height; y++) {
        int from = y * width + firstX(kind);
        int count = width - Math.abs(RIGHT[kind]);
        weigh(planes, from, offsets[kind], count, kind * pixels);
        count(kind * pixels + from, count);
      }
    }
    accumulate();
    for (int kind = 0; kind < 4; kind++) {
      for (int y = 0; y + DOWN[kind] < height; y++) {
        int from = y * width + firstX(kind);
        scatter(from, width - Math.abs(RIGHT[kind]), kind, pixels);
      }
    }
    restoreStarts();
  }

  private static int firstX(int kind) {
    return Math.max(0, -RIGHT[kind]);
  }

  /** Colour distances from a run of pixels to those at an offset. */
  private void weigh(double[][] planes, int from, int offset, int count, int out) {
    double[] red = planes[0];
    double[] green = planes[1];
    double[] blue = planes[2];
    for (int i = from; i < from + count; i++) {
      double r = red[i + offset] - red[i];
      double g = green[i + offset] - green[i];
      double b = blue[i + offset] - blue[i];
      raw[out + i] = Math.sqrt(r * r + g * g + b * b);
    }
  }

  private void count(int from, int count) {
    for (int i = from; i < from + count; i++) {
      starts[bucket(Double.doubleToRawLongBits(raw[i])) + 1]++;
    }
  }

  private void accumulate() {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      starts[bucket + 1] += starts[bucket];
    }
  }

  /** Moves links to their buckets; afterwards each start stands where its bucket ends. */
  private void scatter(int from, int count, int kind, int pixels) {
    for (int pixel = from; pixel < from + count; pixel++) {
      long weight = Double.doubleToRawLongBits(raw[kind * pixels + pixel]);
      int position = starts[bucket(weight)]++;
      weights[position] = weight;
      names[position] = (pixel << 2) | kind;
    }
  }

  private void restoreStarts() {
    System.arraycopy(starts, 0, starts, 1, BUCKETS);
    starts[0] = 0;
  }

  private static int bucket(long weight) {
    return Math.max(0, (int) (weight >>> (52 - FRACTION_BITS)) - FIRST);
  }
}
