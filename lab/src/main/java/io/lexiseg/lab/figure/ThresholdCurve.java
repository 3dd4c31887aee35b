package io.lexiseg.lab.figure;

import io.lexiseg.vision.mask.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How good masks would be with each of several background thresholds, from one run without: a pixel
 * is background where its best score does not exceed the threshold.
 *
 * <p>Source: docs/method.md, section 8. <b>Threads:</b> not safe.
 */
public final class ThresholdCurve {
  private final double[] thresholds;
  private final int categories;

  /** {@code [thresholds exceeded][reference][predicted]}; nothing exceeded: 0. */
  private final long[][] counts;

  /**
   * One threshold's figures, 0..1.
   *
   * @param threshold compared with the best score
   * @param meanIou over the categories that occur, with the background
   * @param pixelAccuracy with the background
   */
  public record Point(double threshold, OptionalDouble meanIou, OptionalDouble pixelAccuracy) {}

  /**
   * Prepares.
   *
   * @param thresholds ascending, at least one
   * @param categories of the data set, with the background, which is number 1
   * @throws IllegalArgumentException if there is no threshold or they do not ascend
   */
  public ThresholdCurve(double[] thresholds, int categories) {
    for (int t = 0; t < thresholds.length; t++) {
      if (t > 0 && !(thresholds[t] > thresholds[t - 1])) {
        throw new IllegalArgumentException(
            "thresholds: expected them to ascend, got " + Arrays.toString(thresholds));
      }
    }
    if (thresholds.length == 0) {
      throw new IllegalArgumentException("thresholds: expected at least one");
    }
    this.thresholds = thresholds.clone();
    this.categories = categories;
    this.counts = new long[thresholds.length + 1][(categories + 1) * (categories + 1)];
  }

  /**
   * Counts one picture.
   *
   * @param reference of the data set
   * @param prediction made without threshold, in the data set's numbers
   * @param scores {@code [height, width]}, what each pixel was won with
   * @throws IllegalArgumentException if sizes differ
   */
  public void add(Mask reference, Mask prediction, float[] scores) {
    int pixels = reference.values().length;
    if (prediction.values().length != pixels || scores.length != pixels) {
      throw new IllegalArgumentException(
          "threshold curve: expected %d pixels, got %d predicted and %d scores"
              .formatted(pixels, prediction.values().length, scores.length));
    }
    for (int p = 0; p < pixels; p++) {
      int referred = Short.toUnsignedInt(reference.values()[p]);
      if (referred > 0) {
        int predicted = Short.toUnsignedInt(prediction.values()[p]);
        counts[exceeded(scores[p])][referred * (categories + 1) + predicted]++;
      }
    }
  }

  /** How many thresholds a score exceeds. */
  private int exceeded(float score) {
    int found = 0;
    // The segmenter holds thresholds in single precision.
    while (found < thresholds.length && score > (float) thresholds[found]) {
      found++;
    }
    return found;
  }

  /** The figures for each threshold, ascending. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int t = 0; t < thresholds.length; t++) {
      ConfusionMatrix matrix = matrix(t);
      points.add(new Point(thresholds[t], matrix.meanIouOverUnion(), matrix.pixelAccuracy()));
    }
    return points;
  }

  private ConfusionMatrix matrix(int threshold) {
    ConfusionMatrix matrix = new ConfusionMatrix(categories);
    for (int exceeded = 0; exceeded < counts.length; exceeded++) {
      for (int at = 0; at < counts[exceeded].length; at++) {
        int predicted = exceeded > threshold ? at % (categories + 1) : 1;
        matrix.add(at / (categories + 1), predicted, counts[exceeded][at]);
      }
    }
    return matrix;
  }
}
