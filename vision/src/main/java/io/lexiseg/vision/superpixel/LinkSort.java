package io.lexiseg.vision.superpixel;

/** Stable sort of weights that carry names along: merges, and insertion for short runs. */
final class LinkSort {
  private static final int SHORT = 24;

  private final long[] weights;
  private final int[] names;
  private long[] weightScratch = new long[0];
  private int[] nameScratch = new int[0];

  /** Creates a sort of these two arrays, which it changes. */
  LinkSort(long[] weights, int[] names) {
    this.weights = weights;
    this.names = names;
  }

  /** Sorts positions {@code from} to {@code to}, exclusive, by weight. */
  void sort(int from, int to) {
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
      long weight = weights[i];
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
      weightScratch = new long[count];
      nameScratch = new int[count];
    }
  }
}
