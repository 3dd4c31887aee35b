package io.lexiseg.lab.figure;

import java.util.OptionalDouble;

/**
 * Pixels of each category 1..N: in the reference, predicted, both.
 *
 * <p><b>Threads:</b> not safe.
 */
final class CategoryAreas {
  private final long[] reference;
  private final long[] predicted;
  private final long[] both;

  CategoryAreas(int categories) {
    this.reference = new long[categories + 1];
    this.predicted = new long[categories + 1];
    this.both = new long[categories + 1];
  }

  void add(PictureCounts picture) {
    picture.forEach(
        (referred, guessed, pixels) -> {
          reference[referred] += pixels;
          predicted[guessed] += pixels;
          if (referred == guessed) {
            both[referred] += pixels;
          }
        });
  }

  /** Adds what another has of one category. */
  void add(CategoryAreas other, int category) {
    reference[category] += other.reference[category];
    predicted[category] += other.predicted[category];
    both[category] += other.both[category];
  }

  long reference(int category) {
    return reference[category];
  }

  /** 0..1; empty when the category is neither in the reference nor predicted. */
  OptionalDouble iou(int category) {
    long union = reference[category] + predicted[category] - both[category];
    return union == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both[category] / union);
  }

  /** Mean over the categories that the reference has, 0..1; empty without any. */
  OptionalDouble meanIou() {
    double sum = 0;
    int count = 0;
    for (int category = 1; category < reference.length; category++) {
      if (reference[category] > 0) {
        sum += iou(category).orElse(0);
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
