package io.lexiseg.lab.figure;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * F-score of {@link Boundaries} over pictures, by category.
 *
 * <p><b>Threads:</b> not safe.
 */
final class BoundaryScore {
  private final long[][] sums;
  private boolean complete = true;

  BoundaryScore(int categories) {
    this.sums = new long[categories + 1][Boundaries.ENTRY];
  }

  /** A picture that was counted without boundaries leaves no score at all. */
  void add(PictureCounts picture) {
    long[] entries = picture.boundaries();
    complete &= picture.hasBoundaries();
    for (int at = 0; at < entries.length; at += Boundaries.ENTRY) {
      long[] sum = sums[Math.toIntExact(entries[at])];
      for (int i = 1; i < Boundaries.ENTRY; i++) {
        sum[i] += entries[at + i];
      }
    }
  }

  /** Of one category, 0..1; empty where the reference has no boundary of it. */
  OptionalDouble f(int category) {
    long[] sum = sums[category];
    if (!complete || sum[3] == 0) {
      return OptionalDouble.empty();
    }
    double precision = sum[1] == 0 ? 0 : (double) sum[2] / sum[1];
    double recall = (double) sum[4] / sum[3];
    double both = precision + recall;
    return OptionalDouble.of(both == 0 ? 0 : 2 * precision * recall / both);
  }

  /** Mean over the categories whose boundaries the reference has, 0..1; empty without any. */
  OptionalDouble mean() {
    return IntStream.range(1, sums.length)
        .mapToObj(this::f)
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }
}
