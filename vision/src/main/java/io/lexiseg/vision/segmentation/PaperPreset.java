package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.segmentation.SegmentationSettings.Pooling;
import io.lexiseg.vision.segmentation.SegmentationSettings.Windowing;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.util.OptionalDouble;

/**
 * The settings of the paper's evaluation, a row for each data set; {@link #CONTEXT} is the one for
 * other pictures.
 *
 * <p>Source: docs/method.md, section 3. All slide windows of 448 pixels, pool sampled masks and
 * have no background threshold.
 */
public enum PaperPreset {
  /** Pascal VOC; beta 0.7 as the paper says (the released configuration has 0.8). */
  VOC(100, 0.7, 20, 0.7),
  /** Pascal Context. */
  CONTEXT(100, 1.0, 20, 0.8),
  /** COCO-Stuff. */
  STUFF(100, 1.0, 100, 0.8),
  /** Cityscapes. */
  CITYSCAPES(20, 0.5, 50, 0.8),
  /** ADE20K. */
  ADE(100, 1.0, 20, 0.8);

  private final double scale;
  private final double sigma;
  private final int minSize;
  private final double localWeight;

  PaperPreset(double scale, double sigma, int minSize, double localWeight) {
    this.scale = scale;
    this.sigma = sigma;
    this.minSize = minSize;
    this.localWeight = localWeight;
  }

  /** The constants. */
  public SegmentationSettings settings() {
    return new SegmentationSettings(
        448,
        2048,
        Windowing.SLIDING,
        new FelzenszwalbParameters(scale, sigma, minSize),
        Pooling.MASK_SAMPLED,
        localWeight,
        OptionalDouble.empty());
  }
}
