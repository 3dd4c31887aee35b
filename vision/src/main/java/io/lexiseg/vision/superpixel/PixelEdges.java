package io.lexiseg.vision.superpixel;

import java.util.Arrays;

/**
 * The links between neighbouring pixels with their weights, in groups of rising weight. Within a
 * group they keep the order of the reference: to the right, downwards, down-right, up-right, each
 * kind in raster order. A link is named {@code pixel * 4 + kind} after the pixel it leaves and the
 * kind, which says where it leads.
 */
final class PixelEdges {
  /** Four links per pixel must fit one array. */
  static final int MAX_PIXELS = (Integer.MAX_VALUE - 8) / 4;

  /** The kinds in order; up-right is kept as down-left from its upper end. */
  private static final int[] DOWN = {0, 1, 1, 1};

  private static final int[] RIGHT = {1, 0, 1, -1};

  /** Weights are counted by exponent and leading fraction bits; below 2^-30 is rounding noise. */
  private static final int FRACTION_BITS = 9;

  private static final int EXPONENTS = 31;
  private static final int BUCKETS = EXPONENTS << FRACTION_BITS;
  private static final int FIRST = (1023 + 1 - EXPONENTS) << FRACTION_BITS;

  /** Fewer would drop inner links later, more would scatter over too many places at once. */
  private static final int GROUPS = 64;

  private final double[] raw;
  private final double[] weights;
  private final int[] names;
  private final int[] counts = new int[BUCKETS];
  private final byte[] groupOf = new byte[BUCKETS];
  private final int[] ends = new int[GROUPS + 2];
  private final int[] offsets = new int[4];

  PixelEdges(int capacity) {
    raw = new double[4 * capacity];
    weights = new double[4 * capacity];
    names = new int[4 * capacity];
  }

  int groups() {
    return ends.length;
  }

  /** Where a group ends and the next one starts. */
  int end(int group) {
    return ends[group];
  }

  /** Weights by position. */
  double[] weights() {
    return weights;
  }

  /** Names of the links by position. */
  int[] names() {
    return names;
  }

  /** An array as long as the weights, free for other uses once the links are filled in. */
  double[] spare() {
    return raw;
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
   * @param planes three colour planes {@code [height][width]} or more, 0..1
   */
  void fill(double[][][] planes, int height, int width) {
    Arrays.fill(counts, 0);
    double[] distances = new double[width];
    for (int kind = 0; kind < 4; kind++) {
      offsets[kind] = DOWN[kind] * width + RIGHT[kind];
      for (int y = 0; y + DOWN[kind] < height; y++) {
        int count = width - Math.abs(RIGHT[kind]);
        weigh(planes, y, kind, distances, count);
        count(distances, count);
        int from = kind * height * width + firstPixel(y, kind, width);
        System.arraycopy(distances, 0, raw, from, count);
      }
    }
    formGroups();
    for (int kind = 0; kind < 4; kind++) {
      for (int y = 0; y + DOWN[kind] < height; y++) {
        int from = firstPixel(y, kind, width);
        scatter(from, width - Math.abs(RIGHT[kind]), kind, kind * height * width);
      }
    }
  }

  private static int firstPixel(int y, int kind, int width) {
    return y * width + Math.max(0, -RIGHT[kind]);
  }

  /** Colour distances between the pixels of row {@code y} and their neighbours of a kind. */
  private static void weigh(double[][][] planes, int y, int kind, double[] distances, int count) {
    int shifted = RIGHT[kind] < 0 ? y : y + DOWN[kind];
    int other = RIGHT[kind] < 0 ? y + DOWN[kind] : y;
    double[] red = planes[0][shifted];
    double[] green = planes[1][shifted];
    double[] blue = planes[2][shifted];
    double[] otherRed = planes[0][other];
    double[] otherGreen = planes[1][other];
    double[] otherBlue = planes[2][other];
    if (RIGHT[kind] == 0) {
      setSquares(red, otherRed, green, otherGreen, distances, count);
      takeRoots(blue, otherBlue, distances, count);
    } else {
      setShiftedSquares(red, otherRed, green, otherGreen, distances, count);
      takeShiftedRoots(blue, otherBlue, distances, count);
    }
  }

  // Four loops, as each is small enough to become vector code, and one with a shift in a variable
  // would not.

  private static void setSquares(
      double[] red,
      double[] otherRed,
      double[] green,
      double[] otherGreen,
      double[] to,
      int count) {
    for (int i = 0; i < count; i++) {
      double r = red[i] - otherRed[i];
      double g = green[i] - otherGreen[i];
      to[i] = r * r + g * g;
    }
  }

  private static void takeRoots(double[] blue, double[] otherBlue, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      double b = blue[i] - otherBlue[i];
      to[i] = Math.sqrt(to[i] + b * b);
    }
  }

  private static void setShiftedSquares(
      double[] red,
      double[] otherRed,
      double[] green,
      double[] otherGreen,
      double[] to,
      int count) {
    for (int i = 0; i < count; i++) {
      double r = red[i + 1] - otherRed[i];
      double g = green[i + 1] - otherGreen[i];
      to[i] = r * r + g * g;
    }
  }

  private static void takeShiftedRoots(double[] blue, double[] otherBlue, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      double b = blue[i + 1] - otherBlue[i];
      to[i] = Math.sqrt(to[i] + b * b);
    }
  }

  private void count(double[] distances, int count) {
    for (int i = 0; i < count; i++) {
      counts[bucket(distances[i])]++;
    }
  }

  /** Cuts the buckets into groups of about equal counts; each end starts as the group's start. */
  private void formGroups() {
    int enough = Arrays.stream(counts).sum() / GROUPS + 1;
    Arrays.fill(ends, 0);
    int group = 0;
    int inGroup = 0;
    int total = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      groupOf[bucket] = (byte) group;
      inGroup += counts[bucket];
      total += counts[bucket];
      if (inGroup >= enough || bucket == 0) { // weights of 0 stay among themselves
        ends[++group] = total;
        inGroup = 0;
      }
    }
    Arrays.fill(ends, group + 1, ends.length, total);
  }

  /** Moves links to their groups, whose ends move along. */
  private void scatter(int from, int count, int kind, int offset) {
    for (int pixel = from; pixel < from + count; pixel++) {
      double weight = raw[offset + pixel];
      int position = ends[groupOf[bucket(weight)]]++;
      weights[position] = weight;
      names[position] = (pixel << 2) | kind;
    }
  }

  /** Bits of numbers that are not negative order as the numbers do. */
  private static int bucket(double weight) {
    int leading = (int) (Double.doubleToRawLongBits(weight) >>> (52 - FRACTION_BITS));
    return Math.max(0, leading - FIRST);
  }
}
