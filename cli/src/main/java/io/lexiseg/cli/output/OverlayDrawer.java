package io.lexiseg.cli.output;

import io.lexiseg.cli.client.FrameReader;
import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.overlay.Overlay;
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
    return fetch(mask).flatMap(frame -> draw(mask, frame));
  }

  /**
   * Fetches the frame of a mask; empty when it is no longer to be had.
   *
   * @throws io.lexiseg.schemas.connection.RegistryUnavailableException if the registry is away for
   *     long
   */
  public Optional<PublishedFrame> fetch(SegmentationMask mask) {
    return frames.fetch(mask.getSource());
  }

  private static Optional<MaskedFrame> draw(SegmentationMask record, PublishedFrame published) {
    return DecodedFrame.of(published, record)
        .map(
            frame ->
                new MaskedFrame(
                    published, record, jpeg(frame.image(), frame.mask(), frame.legend())));
  }

  /** A mask over its image with a legend, as JPEG. */
  public static byte[] jpeg(RgbImage image, Mask mask, List<String> legend) {
    return JpegEncoder.encode(Overlay.draw(image, mask, legend), JPEG_QUALITY);
  }

  @Override
  public void close() {
    frames.close();
  }
}
