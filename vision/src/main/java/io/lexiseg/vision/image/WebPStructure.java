package io.lexiseg.vision.image;

import java.util.Arrays;

/**
 * Reads what a WebP file says of itself: size, transparency, which side is up.
 *
 * <p><b>Source:</b> WebP container specification; RFC 9649.
 */
final class WebPStructure {
  private static final String FORMAT = "WebP";
  private static final int ALPHA_FLAG = 0x10;
  private static final int CHUNK = 12;
  private static final int PAYLOAD = CHUNK + 8;

  private final EncodedBytes bytes;
  private final int end;
  private long height;
  private long width;
  private boolean alpha;
  private Orientation orientation = Orientation.UPRIGHT;

  private WebPStructure(EncodedBytes bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  static boolean matches(EncodedBytes bytes) {
    return bytes.startsWith(0, "RIFF") && bytes.startsWith(8, "WEBP");
  }

  static CheckedFile read(EncodedBytes bytes, DecodeLimits limits) {
    long end = 8 + bytes.littleEndian(4, 4, FORMAT);
    bytes.require(FORMAT, end);
    WebPStructure structure = new WebPStructure(bytes, (int) end);
    String chunk = bytes.ascii(CHUNK, 4, FORMAT);
    switch (chunk) {
      case "VP8 " -> structure.lossy(PAYLOAD);
      case "VP8L" -> structure.lossless(PAYLOAD);
      case "VP8X" -> structure.extended();
      default ->
          throw new UndecodableImageException(
              "WebP image: expected chunk VP8, VP8L or VP8X first, got " + chunk);
    }
    limits.checkSize(structure.height, structure.width);
    return structure.file();
  }

  private CheckedFile file() {
    byte[] plain = Arrays.copyOf(bytes.array(), end);
    return alpha
        ? CheckedFile.rich(FORMAT, height, width, plain, CheckedFile.Details.of(orientation))
        : CheckedFile.direct(FORMAT, height, width, plain, orientation);
  }

  private void lossy(int payload) {
    if (!bytes.startsWith(payload + 3, (byte) 0x9D, (byte) 0x01, (byte) 0x2A)) {
      throw new UndecodableImageException(
          "WebP image: expected a key frame with start code 9d 01 2a, got another");
    }
    width = bytes.littleEndian(payload + 6, 2, FORMAT) & 0x3FFF;
    height = bytes.littleEndian(payload + 8, 2, FORMAT) & 0x3FFF;
  }

  private void lossless(int payload) {
    if (!bytes.startsWith(payload, (byte) 0x2F)) {
      throw new UndecodableImageException(
          "WebP image: expected lossless signature 2f, got another");
    }
    long bits = bytes.littleEndian(payload + 1, 4, FORMAT);
    height = (bits >> 14 & 0x3FFF) + 1;
    width = (bits & 0x3FFF) + 1;
    alpha = (bits >> 28 & 1) != 0;
  }

  private void extended() {
    long flags = bytes.littleEndian(PAYLOAD, 1, FORMAT);
    alpha = (flags & ALPHA_FLAG) != 0;
    width = bytes.littleEndian(PAYLOAD + 4, 3, FORMAT) + 1;
    height = bytes.littleEndian(PAYLOAD + 7, 3, FORMAT) + 1;
    for (long at = PAYLOAD + 10; at + 8 <= end; ) {
      long length = bytes.littleEndian((int) at + 4, 4, FORMAT);
      if (bytes.startsWith((int) at, "EXIF") && at + 8 + length <= end) {
        orientation = Orientation.of(notes((int) at + 8, (int) (at + 8 + length)));
      }
      at += 8 + length + (length & 1);
    }
  }

  /** Some writers put the name of the notes before them, as JPEG has it. */
  private byte[] notes(int from, int to) {
    int start = bytes.startsWith(from, "Exif") ? Math.min(to, from + 6) : from;
    return Arrays.copyOfRange(bytes.array(), start, to);
  }
}
