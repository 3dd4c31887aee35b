package io.lexiseg.recognition.pipeline;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.form.EncodedMask;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.Segmentation;
import java.time.Duration;

/** A frame with its mask. */
public final class SegmentedFrame {
  private final RgbImage image;
  private final Segmentation segmentation;
  private final EncodedMask encoded;
  private final ResolvedVocabulary vocabulary;
  private final Timings timings;

  SegmentedFrame(
      RgbImage image,
      Segmentation segmentation,
      EncodedMask encoded,
      ResolvedVocabulary vocabulary,
      Timings timings) {
    this.image = image;
    this.segmentation = segmentation;
    this.encoded = encoded;
    this.vocabulary = vocabulary;
    this.timings = timings;
  }

  /**
   * Wall time around the segmentation proper.
   *
   * @param decode from bytes to pixels
   * @param encode from mask to the forms of its record
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

  /** The mask as its record has it. */
  public EncodedMask encoded() {
    return encoded;
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
