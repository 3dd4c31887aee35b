package io.lexiseg.cli.viewer.picture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.cli.output.DecodedFrame;
import io.lexiseg.cli.output.OverlayDrawer;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.recognition.form.RecordedMask;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.overlay.Overlay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

/**
 * A frame beside its mask. It holds the bytes that were published: nothing is decoded until
 * somebody looks.
 *
 * <p><b>Threads:</b> safe; who asks for the same picture at the same time has it drawn once.
 */
public final class WatchedFrame {
  private static final int QUALITY = 80;

  /** Of objects around the bytes, roughly. */
  private static final int RECORD_BYTES = 4096;

  private final long number;
  private final PublishedFrame published;
  private final SegmentationMask mask;
  private Optional<Drawing> drawing = Optional.empty();

  private static final class Drawing {
    private final int width;
    private final byte[] jpeg;

    Drawing(int width, byte[] jpeg) {
      this.width = width;
      this.jpeg = jpeg;
    }
  }

  WatchedFrame(long number, PublishedFrame published, SegmentationMask mask) {
    this.number = number;
    this.published = published;
    this.mask = mask;
  }

  /** Rises with each picture of this viewer, whatever the camera. */
  public long number() {
    return number;
  }

  /** What files made of the frame are called, without extension. */
  public String name() {
    return published.name();
  }

  /** The result. */
  public SegmentationMask mask() {
    return mask;
  }

  /** Memory that it takes, about; a drawing that is kept is not counted. */
  long sizeBytes() {
    long payload =
        published.frame().getPayload() instanceof ByteBuffer bytes ? bytes.remaining() : 0;
    return RECORD_BYTES + payload + RecordedMask.heldBytes(mask);
  }

  /** Whether its pixels came along. */
  boolean hasPixels() {
    return published.frame().getPayload() instanceof ByteBuffer;
  }

  /** The mask over the picture with a legend below, JPEG; empty if the two make no picture. */
  public Optional<byte[]> overlay() {
    return decoded().map(one -> OverlayDrawer.jpeg(one.image(), one.mask(), one.legend()));
  }

  /**
   * The mask over the picture, JPEG; empty if the two make no picture.
   *
   * @param width most columns, pixels, at least 1; a picture is not enlarged
   */
  public synchronized Optional<byte[]> overlay(int width) {
    if (drawing.filter(one -> one.width == width).isEmpty()) {
      drawing = decoded().map(one -> new Drawing(width, draw(one, width)));
    }
    return drawing.map(one -> one.jpeg);
  }

  /** Forgets what was drawn: somebody looks at a newer one. */
  synchronized void forgetDrawing() {
    drawing = Optional.empty();
  }

  private static byte[] draw(DecodedFrame frame, int most) {
    int width = Math.min(most, frame.image().width());
    int height = Math.max(1, (int) ((long) frame.image().height() * width / frame.image().width()));
    return JpegEncoder.encode(
        Overlay.tint(
            Resizing.bilinear(frame.image(), height, width), nearest(frame.mask(), height, width)),
        QUALITY);
  }

  private static Mask nearest(Mask mask, int height, int width) {
    short[] values = new short[height * width];
    for (int y = 0; y < height; y++) {
      int fromY = (int) ((2L * y + 1) * mask.height() / (2L * height));
      for (int x = 0; x < width; x++) {
        int fromX = (int) ((2L * x + 1) * mask.width() / (2L * width));
        values[y * width + x] = (short) mask.value(fromY, fromX);
      }
    }
    return Mask.of(height, width, values);
  }

  /** The picture alone, upright, JPEG; empty if the two make no picture. */
  public Optional<byte[]> original() {
    return decoded().map(one -> JpegEncoder.encode(one.image(), QUALITY));
  }

  /**
   * The mask's values, row-major, first the low bytes of all pixels, then the high bytes if a value
   * needs one; in zlib format. A browser's own decoder would round values above 255.
   */
  public Optional<byte[]> values() {
    return decoded().map(one -> deflated(one.mask()));
  }

  private static byte[] deflated(Mask mask) {
    short[] values = mask.values();
    byte[] planes = new byte[values.length * 2];
    boolean wide = false;
    for (int i = 0; i < values.length; i++) {
      planes[i] = (byte) values[i];
      planes[values.length + i] = (byte) (values[i] >> 8);
      wide |= planes[values.length + i] != 0;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(planes, 0, wide ? planes.length : values.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The mask's record without its pixels, and what files made of the frame are called. */
  public ObjectNode record() {
    ObjectNode record = RecordJson.of(mask).put("name", published.name());
    return record.without(List.of("rle", "polygons"));
  }

  private Optional<DecodedFrame> decoded() {
    return DecodedFrame.of(published, mask);
  }
}
