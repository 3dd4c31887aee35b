package io.lexiseg.lab.figure;

import io.lexiseg.vision.mask.Mask;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Counts, over a whole data set, how often pixels of each reference category got each predicted
 * one. Pixels without reference category (value 0) count nowhere; pixels predicted as no category
 * (value 0) are missed by their reference category and charged to none.
 *
 * <p>Categories are numbered 1..N, as in {@link Mask}. All figures come from these counts, as in
 * mmsegmentation, never from means over pictures.
 *
 * <p><b>Threads:</b> not safe.
 */
public final class ConfusionMatrix {
  private final int categories;
  private final long[] counts;

  /**
   * An empty matrix.
   *
   * @throws IllegalArgumentException if {@code categories} is not in 1..{@value
   *     Mask#MAX_CATEGORIES}
   */
  public ConfusionMatrix(int categories) {
    if (categories < 1 || categories > Mask.MAX_CATEGORIES) {
      throw new IllegalArgumentException(
          "confusion matrix: expected 1..%d categories, got %d"
              .formatted(Mask.MAX_CATEGORIES, categories));
    }
    this.categories = categories;
    this.counts = new long[Math.multiplyExact(categories + 1, categories + 1)];
  }

  /**
   * Counts one picture.
   *
   * @throws IllegalArgumentException if sizes differ or a value exceeds N; nothing is counted then
   */
  public void add(Mask reference, Mask predicted) {
    check(reference, predicted);
    for (int p = 0; p < reference.values().length; p++) {
      int row = Short.toUnsignedInt(reference.values()[p]);
      if (row > 0) {
        counts[row * (categories + 1) + Short.toUnsignedInt(predicted.values()[p])]++;
      }
    }
  }

  /**
   * Counts one picture.
   *
   * @throws IllegalArgumentException if a value exceeds N; something may be counted then
   */
  public void add(PictureCounts picture) {
    picture.forEach(
        (reference, predicted, pixels) -> {
          if (reference < 1 || Math.max(reference, predicted) > categories) {
            throw new IllegalArgumentException(
                "%s: expected categories up to %d, got %d in the reference, %d predicted"
                    .formatted(picture.name(), categories, reference, predicted));
          }
          counts[reference * (categories + 1) + predicted] += pixels;
        });
  }

  /** Counts pixels whose categories are known to be in range. */
  void add(int reference, int predicted, long pixels) {
    counts[reference * (categories + 1) + predicted] += pixels;
  }

  private void check(Mask reference, Mask predicted) {
    if (reference.height() != predicted.height() || reference.width() != predicted.width()) {
      throw new IllegalArgumentException(
          "confusion matrix: expected a mask of the reference's %dx%d, got %dx%d"
              .formatted(
                  reference.height(), reference.width(), predicted.height(), predicted.width()));
    }
    check("reference", reference);
    check("predicted", predicted);
  }

  private void check(String name, Mask mask) {
    for (short value : mask.values()) {
      if (Short.toUnsignedInt(value) > categories) {
        throw new IllegalArgumentException(
            "confusion matrix: expected %s values 0..%d, got %d"
                .formatted(name, categories, Short.toUnsignedInt(value)));
      }
    }
  }

  /** Number of categories. */
  public int categories() {
    return categories;
  }

  /**
   * Pixels of a reference category that got a predicted one.
   *
   * @param reference 1..N
   * @param predicted 0..N
   */
  public long count(int reference, int predicted) {
    return counts[reference * (categories + 1) + predicted];
  }

  /** Pixels whose reference is {@code category}. */
  public long referencePixels(int category) {
    long sum = 0;
    for (int predicted = 0; predicted <= categories; predicted++) {
      sum += count(category, predicted);
    }
    return sum;
  }

  /** Pixels with any reference. */
  public long referencePixels() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Pixels with any reference that were predicted as {@code category}. */
  public long predictedPixels(int category) {
    long sum = 0;
    for (int reference = 1; reference <= categories; reference++) {
      sum += count(reference, category);
    }
    return sum;
  }

  /**
   * Intersection over union of a category, 0..1; empty when it is neither referred to nor
   * predicted.
   */
  public OptionalDouble iou(int category) {
    long intersection = count(category, category);
    long union = referencePixels(category) + predictedPixels(category) - intersection;
    return union == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) intersection / union);
  }

  /**
   * Mean IoU over the categories that have reference pixels, 0..1; empty when there is none. A
   * category that only appears in predictions lowers others' IoU but is not averaged.
   */
  public OptionalDouble meanIouOverReference() {
    return meanIou(category -> referencePixels(category) > 0);
  }

  /**
   * Mean IoU over the categories that have reference or predicted pixels, 0..1, as mmsegmentation
   * averages; empty when there is none.
   */
  public OptionalDouble meanIouOverUnion() {
    return meanIou(category -> true);
  }

  private OptionalDouble meanIou(IntPredicate averaged) {
    double sum = 0;
    int count = 0;
    for (int category = 1; category <= categories; category++) {
      OptionalDouble iou = iou(category);
      if (iou.isPresent() && averaged.test(category)) {
        sum += iou.getAsDouble();
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** Share of the pixels with a reference that are predicted right, 0..1; empty without any. */
  public OptionalDouble pixelAccuracy() {
    long right = 0;
    long all = 0;
    for (int category = 1; category <= categories; category++) {
      right += count(category, category);
      all += referencePixels(category);
    }
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / all);
  }

  /**
   * Share of the pixels with a reference that would be right if all were given the commonest
   * category, 0..1; empty without any.
   */
  public OptionalDouble majorityAccuracy() {
    long all = referencePixels();
    return all == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (double)
                    IntStream.rangeClosed(1, categories)
                        .mapToLong(this::referencePixels)
                        .max()
                        .orElse(0)
                / all);
  }

  /** Share of the pixels with a reference that got no category, 0..1; empty without any. */
  public OptionalDouble unpaintedShare() {
    long none = IntStream.rangeClosed(1, categories).mapToLong(c -> count(c, 0)).sum();
    long all = referencePixels();
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) none / all);
  }

  /** Share of a category's reference pixels that are predicted right, 0..1; empty without any. */
  public OptionalDouble accuracy(int category) {
    long all = referencePixels(category);
    return all == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count(category, category) / all);
  }

  /** Mean of {@link #accuracy} over the categories that have reference pixels. */
  public OptionalDouble meanAccuracy() {
    return IntStream.rangeClosed(1, categories)
        .mapToObj(this::accuracy)
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  /**
   * Share of the categories with reference pixels of which not one pixel is predicted right, 0..1;
   * empty without any.
   */
  public OptionalDouble zeroIouShare() {
    return IntStream.rangeClosed(1, categories)
        .filter(category -> referencePixels(category) > 0)
        .mapToDouble(category -> count(category, category) == 0 ? 1 : 0)
        .average();
  }
}
