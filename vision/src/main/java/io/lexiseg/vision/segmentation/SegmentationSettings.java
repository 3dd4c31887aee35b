package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.util.OptionalDouble;

/**
 * Every constant of the online stage.
 *
 * @param shortSide the image is resized so that its shorter side has this many pixels, at least 1
 * @param maxLongSide unless the longer side would then exceed this many
 * @param windowing how the resized image is covered
 * @param superpixels constants of the superpixels, cut per window
 * @param pooling how a superpixel's feature is formed
 * @param localWeight beta of Eq. 5, 0..1; 1 leaves the global term out
 * @param backgroundThreshold pixels whose best score does not exceed it get no category; empty:
 *     every pixel gets one
 */
public record SegmentationSettings(
    int shortSide,
    int maxLongSide,
    Windowing windowing,
    FelzenszwalbParameters superpixels,
    Pooling pooling,
    double localWeight,
    OptionalDouble backgroundThreshold) {

  /** How the resized image is covered by windows. */
  public enum Windowing {
    /** Square windows of {@code shortSide} at a stride of half of it, scores averaged (paper). */
    SLIDING,
    /** The whole image in one pass. */
    WHOLE
  }

  /** How a superpixel's feature is formed from tokens. */
  public enum Pooling {
    /**
     * The superpixel's mask is sampled bilinearly (align_corners) at the token positions; raw
     * tokens are averaged with those soft weights; a superpixel that no token sees falls back to
     * the dense similarity (paper, docs/method.md, section 5).
     */
    MASK_SAMPLED,
    /**
     * Tokens of unit length are interpolated bilinearly (align_corners) to every pixel and averaged
     * over the superpixel; none vanishes.
     */
    UPSAMPLED
  }

  public SegmentationSettings {
    if (shortSide < 1 || maxLongSide < shortSide || !(localWeight >= 0 && localWeight <= 1)) {
      throw new IllegalArgumentException(
          "segmentation settings: expected shortSide >= 1, maxLongSide >= shortSide, localWeight 0..1, got %d, %d, %s"
              .formatted(shortSide, maxLongSide, localWeight));
    }
  }
}
