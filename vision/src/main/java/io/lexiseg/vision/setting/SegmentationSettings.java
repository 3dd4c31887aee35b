package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionTable;
import io.lexiseg.vision.refinement.NoRefinement;
import io.lexiseg.vision.refinement.Refinement;
import io.lexiseg.vision.setting.BackgroundSettings.Strategy;
import io.lexiseg.vision.steady.Steadiness;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import io.lexiseg.vision.view.Views;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Every constant of the online stage.
 *
 * @param shortSide the image is resized so that its shorter side has this many pixels, at least 1
 * @param maxLongSide unless the longer side would then exceed this many
 * @param windowing how the resized image is covered
 * @param regions what is classified as one piece
 * @param score how similarities become a score
 * @param background which pixels get no category
 * @param refinement what is done to the scores of a window
 * @param steady how much a camera's last pictures count where nothing moved
 */
public record SegmentationSettings(
    int shortSide,
    int maxLongSide,
    Windowing windowing,
    RegionSettings regions,
    ScoreSettings score,
    BackgroundSettings background,
    Refinement refinement,
    Steadiness steady) {

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
    if (shortSide < 1 || maxLongSide < shortSide) {
      throw new IllegalArgumentException(
          "segmentation settings: expected shortSide >= 1, maxLongSide >= shortSide, got %d, %d"
              .formatted(shortSide, maxLongSide));
    }
    if (background.strategy() == Strategy.LOCAL_OF_WINNER
        && !(refinement instanceof NoRefinement)) {
      throw new IllegalArgumentException(
          "segmentation settings: expected no refinement with background local-of-winner");
    }
  }

  /** Of photographs. */
  public SegmentationSettings(
      int shortSide,
      int maxLongSide,
      Windowing windowing,
      RegionSettings regions,
      ScoreSettings score,
      BackgroundSettings background,
      Refinement refinement) {
    this(shortSide, maxLongSide, windowing, regions, score, background, refinement, Steadiness.OFF);
  }

  /**
   * Whether pictures can be kept from one to the next: in one window, by regions none of which
   * vanishes, without a plane of local terms.
   */
  public boolean canBeSteady() {
    return windowing == Windowing.WHOLE
        && constantOverRegions()
        && pooling() == Pooling.UPSAMPLED
        && !background.comparesLocalTerms();
  }

  /** The same with another steadiness. */
  public SegmentationSettings with(Steadiness other) {
    return new SegmentationSettings(
        shortSide, maxLongSide, windowing, regions, score, background, refinement, other);
  }

  /**
   * The method as its authors run it: sigmoid, global term per window, no refinement.
   *
   * @param backgroundThreshold pixels whose best score does not exceed it get no category; empty:
   *     every pixel gets one
   */
  public SegmentationSettings(
      int shortSide,
      int maxLongSide,
      Windowing windowing,
      SuperpixelParameters superpixels,
      Pooling pooling,
      double localWeight,
      OptionalDouble backgroundThreshold) {
    this(
        shortSide,
        maxLongSide,
        windowing,
        new RegionSettings(superpixels, pooling, Views.ONE),
        ScoreSettings.of(localWeight),
        backgroundThreshold.isPresent()
            ? BackgroundSettings.base(backgroundThreshold.getAsDouble())
            : BackgroundSettings.NONE,
        new NoRefinement());
  }

  /** Which superpixels are cut. */
  public SuperpixelParameters superpixels() {
    return regions.superpixels();
  }

  /** How a superpixel's feature is formed. */
  public Pooling pooling() {
    return regions.pooling();
  }

  /** Beta of Eq. 5, 0..1; 1 leaves the global term out. */
  public double localWeight() {
    return score.localWeight();
  }

  /** Whether scores are the same all over a superpixel. */
  public boolean constantOverRegions() {
    return !regions.dense() && refinement instanceof NoRefinement;
  }

  /** The values by name; docs/settings.md describes each. */
  public static OptionTable<SegmentationSettings> options() {
    return SettingsTable.INSTANCE;
  }

  /**
   * The same with one value changed.
   *
   * @param key as {@link #text} has them
   * @throws IllegalArgumentException if there is no such key, or the value is none for it
   */
  public SegmentationSettings with(String key, String value) {
    return SettingsTable.INSTANCE.with(this, key, value);
  }

  /** Every value by its key, as {@link #with} takes them. */
  public Map<String, String> text() {
    return SettingsTable.INSTANCE.text(this);
  }
}
