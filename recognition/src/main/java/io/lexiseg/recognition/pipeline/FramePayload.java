package io.lexiseg.recognition.pipeline;

import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.FrameReference;
import java.nio.ByteBuffer;

/**
 * The bytes of one picture and how they are to be read.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class FramePayload {
  private final FrameEncoding encoding;
  private final byte[] bytes;
  private final int height;
  private final int width;

  private FramePayload(FrameEncoding encoding, byte[] bytes, int height, int width) {
    this.encoding = encoding;
    this.bytes = bytes;
    this.height = height;
    this.width = width;
  }

  /**
   * A payload as a frame describes it.
   *
   * @param encoding storage of the pixels
   * @param bytes as stored, kept
   * @param height rows; 0: not known
   * @param width columns; 0: not known
   */
  public static FramePayload of(FrameEncoding encoding, byte[] bytes, int height, int width) {
    return new FramePayload(encoding, bytes, height, width);
  }

  /**
   * The payload of a frame.
   *
   * @throws io.lexiseg.recognition.pipeline.RecordException if it lies where the store does not
   *     find it
   * @throws io.lexiseg.prototypes.UnavailableException if the store does not answer
   */
  public static FramePayload of(Frame frame, PayloadStore store) {
    byte[] bytes =
        frame.getPayload() instanceof FrameReference reference
            ? store.fetch(reference)
            : bytes((ByteBuffer) frame.getPayload());
    return of(frame.getEncoding(), bytes, frame.getHeight(), frame.getWidth());
  }

  /** What a buffer holds, copied. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** A JPEG, PNG or WebP file of any size, kept. */
  public static FramePayload file(byte[] bytes) {
    return new FramePayload(FrameEncoding.JPEG, bytes, 0, 0);
  }

  FrameEncoding encoding() {
    return encoding;
  }

  byte[] bytes() {
    return bytes;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }
}
