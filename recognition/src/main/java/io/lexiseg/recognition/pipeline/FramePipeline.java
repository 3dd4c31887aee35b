package io.lexiseg.recognition.pipeline;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.form.EncodedMask;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.segmentation.Segmenter;
import java.time.Duration;

/**
 * From the bytes of one picture to its mask: decode, segment, encode. Kafka and the command line
 * share it, so both give the same mask for the same picture.
 *
 * <p><b>Threads:</b> may be called from any number of threads; a call blocks until its mask is
 * there.
 */
public final class FramePipeline {
  private final DecodeLimits limits;
  private final ImageDecoder decoder;
  private final Segmenter segmenter;

  /** Creates a pipeline that decodes nothing beyond the limits. */
  public FramePipeline(DecodeLimits limits, Segmenter segmenter) {
    this.limits = limits;
    this.decoder = new ImageDecoder(limits);
    this.segmenter = segmenter;
  }

  /**
   * Segments one picture.
   *
   * @throws RecordException if the payload is too large, no picture, or not what it says it is
   */
  public SegmentedFrame segment(FramePayload payload, ResolvedVocabulary vocabulary) {
    return segment(payload, FrameOrder.photograph(vocabulary));
  }

  /**
   * Segments one picture with the vocabulary that holds when its categories are compared, after
   * most of the work is done.
   *
   * @throws RecordException if the payload is too large, no picture, or not what it says it is
   */
  public SegmentedFrame segment(FramePayload payload, FrameOrder order) {
    long start = System.nanoTime();
    RgbImage image = decode(payload);
    long decoded = System.nanoTime();
    ResolvedVocabulary[] used = {order.taken()};
    Segmentation segmentation =
        segmenter.segment(
            image,
            () -> {
              used[0] = order.newest().apply(order.taken());
              return used[0].categories();
            },
            order.settings(),
            order.memory().scene());
    long segmented = System.nanoTime();
    EncodedMask mask = order.memory().encode(segmentation, used[0].legend(), order.wish());
    long encoded = System.nanoTime();
    var timings =
        new SegmentedFrame.Timings(
            Duration.ofNanos(decoded - start),
            Duration.ofNanos(encoded - segmented),
            Duration.ofNanos(encoded - start));
    return new SegmentedFrame(image, segmentation, mask, used[0], timings);
  }

  /**
   * Reads one picture.
   *
   * @throws RecordException if the payload is too large, no picture, or not what it says it is
   */
  public RgbImage decode(FramePayload payload) {
    if (payload.bytes().length > limits.maxBytes()) {
      throw new RecordException.OverLimit(
          "payload: expected at most %d bytes, got %d"
              .formatted(limits.maxBytes(), payload.bytes().length),
          null);
    }
    try {
      return decodeWithinLimits(payload);
    } catch (UndecodableImageException e) {
      throw new RecordException.Undecodable(String.valueOf(e.getMessage()), e);
    }
  }

  private RgbImage decodeWithinLimits(FramePayload payload) {
    if (payload.encoding() == FrameEncoding.RGB) {
      return decoder.raw(payload.bytes(), payload.height(), payload.width());
    }
    if (payload.encoding() == FrameEncoding.UNKNOWN) {
      throw new RecordException.Malformed("encoding: expected JPEG, PNG, WEBP or RGB, got UNKNOWN");
    }
    RgbImage image = decoder.decode(payload.bytes());
    requireDeclaredSize(payload, image);
    return image;
  }

  private static void requireDeclaredSize(FramePayload payload, RgbImage image) {
    boolean fits =
        (payload.height() == 0 || payload.height() == image.height())
            && (payload.width() == 0 || payload.width() == image.width());
    if (!fits) {
      throw new RecordException.Malformed(
          "picture: expected %dx%d pixels (height x width) as the frame says, got %dx%d"
              .formatted(payload.height(), payload.width(), image.height(), image.width()));
    }
  }
}
