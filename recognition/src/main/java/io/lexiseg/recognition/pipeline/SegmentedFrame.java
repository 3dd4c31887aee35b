package io.lexiseg.recognition.pipeline;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.Segmentation;
import java.time.Duration;

/**
 * A frame with its mask.
 *
 * <p><b>Ownership:</b> the encoded mask is kept, not copied; read only.
 */
public final class SegmentedFrame {
  private final RgbImage image;
  private final Segmentation segmentation;
  private final byte[] png;
  private final ResolvedVocabulary vocabulary;
  private final Timings timings;

  SegmentedFrame(
      RgbImage image,
      Segmentation segmentation,
      byte[] png,
      ResolvedVocabulary vocabulary,
      Timings timings) {
    this.image = image;
    this.segmentation = segmentation;
    this.png = png;
    this.vocabulary = vocabulary;
    this.timings = timings;
  }

  /**
   * Wall time around the segmentation proper.
   *
   * @param decode from bytes to pixels
   * @param encode from mask to PNG
   * @param total both and everything between
   */
  public record Timings(Duration decode, Duration encode, Duration total) {}

  /** The upright picture. */
  public RgbImage image() {
    return image;
  }

  /** Mask, statistics and timings of the method; the mask has the picture's height and width. */
  public Segmentation segmentation() {
    return segmentation;
  }

  /** The mask as a PNG file, not a copy; read only. */
  public byte[] png() {
    return png;
  }

  /** What the frame was segmented with. */
  public ResolvedVocabulary vocabulary() {
    return vocabulary;
  }

  /** Wall time around the segmentation proper. */
  public Timings timings() {
    return timings;
  }
}
