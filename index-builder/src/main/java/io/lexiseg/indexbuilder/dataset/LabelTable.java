package io.lexiseg.indexbuilder.dataset;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which category a label of a reference mask means; labels are 0..65535. */
final class LabelTable {
  /** The largest label that a mask of 16 bits can hold. */
  static final int LARGEST = 65_535;

  private static final int UNKNOWN = -1;
  private static final Pattern RANGES =
      Pattern.compile("\\d{1,5}(-\\d{1,5})?( \\d{1,5}(-\\d{1,5})?)*");

  private final int[] categories;

  private LabelTable(int[] categories) {
    this.categories = categories;
  }

  /**
   * Builds a table.
   *
   * @param labels of categories 1..N, in order
   * @param ignored labels that count nowhere
   * @throws IllegalArgumentException if a label is not in 0..{@value #LARGEST} or named twice
   */
  static LabelTable of(int[] labels, int[] ignored) {
    int[] categories = new int[LARGEST + 1];
    Arrays.fill(categories, UNKNOWN);
    for (int n = 0; n < labels.length; n++) {
      put(categories, labels[n], n + 1);
    }
    for (int label : ignored) {
      put(categories, label, 0);
    }
    return new LabelTable(categories);
  }

  private static void put(int[] categories, int label, int category) {
    if (label < 0 || label > LARGEST || categories[label] != UNKNOWN) {
      throw new IllegalArgumentException(
          "labels: expected each of 0..%d once at most, got %d".formatted(LARGEST, label));
    }
    categories[label] = category;
  }

  /**
   * The labels of a text such as {@code 0-10 12-24 66}, in its order.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  static int[] labels(String ranges) {
    if (!RANGES.matcher(ranges).matches()) {
      throw new IllegalArgumentException(
          "labels: expected ranges such as \"0-10 12\", got \"%s\"".formatted(ranges));
    }
    return Arrays.stream(ranges.split(" ")).flatMapToInt(LabelTable::range).toArray();
  }

  private static IntStream range(String range) {
    String[] ends = range.split("-");
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  /** Whether a label means anything. */
  boolean knows(int label) {
    return categories[label] != UNKNOWN;
  }

  /** The category of a known label, 1..N; 0: it counts nowhere. */
  int category(int label) {
    return categories[label];
  }
}
