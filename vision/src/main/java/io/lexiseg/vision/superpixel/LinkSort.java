package io.lexiseg.vision.superpixel;

import java.util.Arrays;

/**
 * Stable sort of weights, not negative, that carry names along: one counting pass by evenly spaced
 * bits, then insertion, or merging where a count is high.
 */
final class LinkSort {
  private static final int MIN_BITS = 6;
  private static final int MAX_BITS = 14;
  private static final int SHORT = 24;

  private final int[] starts = new int[(1 << MAX_BITS) + 1];
  private final double[] weights;
  private final int[] names;
  private double[] weightScratch = new double[0];
  private int[] nameScratch = new int[0];

  /**
   * Creates a sort into these arrays.
   *
   * @param weights receives the sorted weights, from position 0
   * @param names receives their names
   */
  LinkSort(double[] weights, int[] names) {
    this.weights = weights;
    this.names = names;
  }

  /**
   * Sorts positions {@code from} to {@code to}, exclusive, of these arrays, which stay as they are.
   */
  void sort(double[] fromWeights, int[] fromNames, int from, int to) {
    int count = to - from;
    if (count == 0) {
      return;
    }
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    for (int i = from; i < to; i++) {
      long bits = Double.doubleToRawLongBits(fromWeights[i]);
      lowest = Math.min(lowest, bits);
      highest = Math.max(highest, bits);
    }
    int wanted = Math.max(MIN_BITS, Math.min(MAX_BITS, 32 - Integer.numberOfLeadingZeros(count)));
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(highest - lowest) - wanted);
    int buckets = (int) ((highest - lowest) >>> shift) + 1;
    spread(fromWeights, fromNames, from, to, lowest, shift, buckets);
    int start = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      int end = starts[bucket]; // moved there by spreading
      sort(start, end);
      start = end;
    }
  }

  private void spread(
      double[] fromWeights,
      int[] fromNames,
      int from,
      int to,
      long lowest,
      int shift,
      int buckets) {
    Arrays.fill(starts, 0, buckets + 1, 0);
    for (int i = from; i < to; i++) {
      starts[(int) ((Double.doubleToRawLongBits(fromWeights[i]) - lowest) >>> shift) + 1]++;
    }
    for (int bucket = 0; bucket < buckets; bucket++) {
      starts[bucket + 1] += starts[bucket];
    }
    for (int i = from; i < to; i++) {
      double weight = fromWeights[i];
      int bucket = (int) ((Double.doubleToRawLongBits(weight) - lowest) >>> shift);
      int position = starts[bucket]++;
      weights[position] = weight;
      names[position] = fromNames[i];
    }
  }

  private void sort(int from, int to) {
    if (to - from <= SHORT) {
      insert(from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    if (weights[middle] < weights[middle - 1]) {
      merge(from, middle, to);
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      double weight = weights[i];
      if (weights[i - 1] > weight) {
        int name = names[i];
        int j = i - 1;
        for (; j >= from && weights[j] > weight; j--) {
          weights[j + 1] = weights[j];
          names[j + 1] = names[j];
        }
        weights[j + 1] = weight;
        names[j + 1] = name;
      }
    }
  }

  /** Merges two sorted runs; the first is copied aside, since the second never overtakes it. */
  private void merge(int from, int middle, int to) {
    int count = middle - from;
    reserve(count);
    System.arraycopy(weights, from, weightScratch, 0, count);
    System.arraycopy(names, from, nameScratch, 0, count);
    int first = 0;
    int second = middle;
    for (int out = from; first < count; out++) {
      if (second < to && weights[second] < weightScratch[first]) {
        weights[out] = weights[second];
        names[out] = names[second++];
      } else {
        weights[out] = weightScratch[first];
        names[out] = nameScratch[first++];
      }
    }
  }

  private void reserve(int count) {
    if (weightScratch.length < count) {
      weightScratch = new double[count];
      nameScratch = new int[count];
    }
  }
}
