package io.lexiseg.cli.output;

import io.lexiseg.cli.client.FrameReader;
import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.mask.UndecodableMaskException;
import io.lexiseg.vision.overlay.Overlay;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Draws masks over the frames they came from.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class OverlayDrawer implements AutoCloseable {
  private static final int JPEG_QUALITY = 88;

  private final FrameReader frames;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  /** Opens a drawer that fetches frames from the log. */
  public OverlayDrawer(KafkaConnection connection) {
    this.frames = new FrameReader(connection);
  }

  /**
   * Draws one mask; empty when its frame is no longer to be had, or the two do not fit each other.
   *
   * @throws io.lexiseg.schemas.connection.RegistryUnavailableException if the registry is away for
   *     long
   */
  public Optional<MaskedFrame> draw(SegmentationMask mask) {
    return frames.fetch(mask.getSource()).flatMap(frame -> draw(mask, frame));
  }

  private Optional<MaskedFrame> draw(SegmentationMask record, PublishedFrame published) {
    if (!(published.frame().getPayload() instanceof ByteBuffer payload)) {
      return Optional.empty(); // the pixels lie elsewhere, in a place meant for the processor
    }
    try {
      Mask mask = MaskPng.decode(bytes(record.getData()));
      RgbImage image = decode(published, bytes(payload));
      if (image.height() != mask.height() || image.width() != mask.width()) {
        return Optional.empty(); // of another frame, whatever it says
      }
      byte[] jpeg = jpeg(image, mask, legend(record));
      return Optional.of(new MaskedFrame(published.name(), record, jpeg));
    } catch (UndecodableImageException | UndecodableMaskException e) {
      return Optional.empty(); // larger than what is drawn here, or no picture
    }
  }

  private RgbImage decode(PublishedFrame published, byte[] bytes) {
    var frame = published.frame();
    return frame.getEncoding() == FrameEncoding.RGB
        ? decoder.raw(bytes, frame.getHeight(), frame.getWidth())
        : decoder.decode(bytes);
  }

  /** A mask over its image with a legend, as JPEG. */
  public static byte[] jpeg(RgbImage image, Mask mask, List<String> legend) {
    return JpegEncoder.encode(Overlay.draw(image, mask, legend), JPEG_QUALITY);
  }

  private static List<String> legend(SegmentationMask mask) {
    return mask.getLegend().stream().map(LegendEntry::getCategory).toList();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    frames.close();
  }
}
