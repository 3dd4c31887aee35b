package io.lexiseg.cli.output;

import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.recognition.form.RecordedMask;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.UndecodableMaskException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A frame as pixels beside its mask.
 *
 * @param image upright
 * @param mask of the image's size
 * @param legend names of mask values 1..N in order
 */
public record DecodedFrame(RgbImage image, Mask mask, List<String> legend) {
  private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.STANDARD);

  /** Keeps a copy of the legend. */
  public DecodedFrame {
    legend = List.copyOf(legend);
  }

  /** Decodes both; empty when one cannot be, or the two do not fit each other. */
  public static Optional<DecodedFrame> of(PublishedFrame published, SegmentationMask record) {
    if (!(published.frame().getPayload() instanceof ByteBuffer payload)) {
      return Optional.empty(); // the pixels lie elsewhere, in a place meant for the processor
    }
    try {
      Mask mask = RecordedMask.of(record);
      RgbImage image = decode(published, bytes(payload));
      if (image.height() != mask.height() || image.width() != mask.width()) {
        return Optional.empty(); // of another frame, whatever it says
      }
      return Optional.of(new DecodedFrame(image, mask, legend(record)));
    } catch (UndecodableImageException | UndecodableMaskException e) {
      return Optional.empty(); // larger than what is drawn here, or no picture
    }
  }

  private static RgbImage decode(PublishedFrame published, byte[] bytes) {
    var frame = published.frame();
    return frame.getEncoding() == FrameEncoding.RGB
        ? DECODER.raw(bytes, frame.getHeight(), frame.getWidth())
        : DECODER.decode(bytes);
  }

  private static List<String> legend(SegmentationMask mask) {
    return mask.getLegend().stream().map(LegendEntry::getCategory).toList();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
