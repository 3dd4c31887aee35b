package io.lexiseg.vision.setting;

import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.util.OptionalDouble;

/**
 * The settings of the paper's evaluation, a row for each data set; {@link #CONTEXT} is the one for
 * other pictures.
 *
 * <p>Source: docs/method.md, section 3. All slide windows of 448 pixels and pool sampled masks.
 * Those with background have the threshold of the released configurations, which scores hardly ever
 * stay below: it wants to be calibrated.
 */
public enum PaperPreset {
  /** Pascal VOC; beta 0.7 as the paper says. */
  VOC(100, 0.7, 20, 0.7),
  /** Pascal VOC; beta 0.8 as the released configuration has it. */
  VOC_RELEASED(100, 0.7, 20, 0.8),
  /** Pascal VOC with background; no configuration was released. */
  VOC21(100, 0.7, 20, 0.7, 0.4),
  /** Pascal Context. */
  CONTEXT(100, 1.0, 20, 0.8),
  /** Pascal Context with background; no configuration was released. */
  CONTEXT60(100, 1.0, 20, 0.8, 0.4),
  /** COCO-Stuff. */
  STUFF(100, 1.0, 100, 0.8),
  /** COCO-Object with background; no configuration was released. */
  OBJECT(100, 1.0, 100, 0.8, 0.4),
  /** Cityscapes. */
  CITYSCAPES(20, 0.5, 50, 0.8),
  /** ADE20K. */
  ADE(100, 1.0, 20, 0.8);

  @SuppressWarnings(
      "ImmutableEnumChecker") // a record of values; OptionalDouble is unknown to the check
  private final SegmentationSettings settings;

  PaperPreset(double scale, double sigma, int minSize, double localWeight) {
    this(scale, sigma, minSize, localWeight, OptionalDouble.empty());
  }

  PaperPreset(double scale, double sigma, int minSize, double localWeight, double threshold) {
    this(scale, sigma, minSize, localWeight, OptionalDouble.of(threshold));
  }

  PaperPreset(
      double scale, double sigma, int minSize, double localWeight, OptionalDouble threshold) {
    this.settings =
        new SegmentationSettings(
            448,
            2048,
            Windowing.SLIDING,
            new FelzenszwalbParameters(scale, sigma, minSize),
            Pooling.MASK_SAMPLED,
            localWeight,
            threshold);
  }

  /** The constants. */
  public SegmentationSettings settings() {
    return settings;
  }
}
