package io.lexiseg.vision.image;

/**
 * Reads the size of a WebP file from its first chunk: lossy, lossless or extended.
 *
 * <p><b>Source:</b> WebP container specification; RFC 9649.
 */
final class WebPStructure {
  private static final String FORMAT = "WebP";
  private static final int CHUNK = 12;
  private static final int PAYLOAD = CHUNK + 8;

  private WebPStructure() {}

  static boolean matches(EncodedBytes bytes) {
    return bytes.startsWith(0, "RIFF") && bytes.startsWith(8, "WEBP");
  }

  static ImageHeader read(EncodedBytes bytes) {
    bytes.require(FORMAT, 8 + bytes.littleEndian(4, 4, FORMAT));
    String chunk = bytes.ascii(CHUNK, 4, FORMAT);
    return switch (chunk) {
      case "VP8 " -> lossy(bytes);
      case "VP8L" -> lossless(bytes);
      case "VP8X" -> extended(bytes);
      default ->
          throw new UndecodableImageException(
              "WebP image: expected chunk VP8, VP8L or VP8X first, got " + chunk);
    };
  }

  private static ImageHeader lossy(EncodedBytes bytes) {
    if (!bytes.startsWith(PAYLOAD + 3, (byte) 0x9D, (byte) 0x01, (byte) 0x2A)) {
      throw new UndecodableImageException(
          "WebP image: expected a key frame with start code 9d 01 2a, got another");
    }
    long width = bytes.littleEndian(PAYLOAD + 6, 2, FORMAT) & 0x3FFF;
    long height = bytes.littleEndian(PAYLOAD + 8, 2, FORMAT) & 0x3FFF;
    return new ImageHeader(FORMAT, height, width);
  }

  private static ImageHeader lossless(EncodedBytes bytes) {
    if (!bytes.startsWith(PAYLOAD, (byte) 0x2F)) {
      throw new UndecodableImageException(
          "WebP image: expected lossless signature 2f, got another");
    }
    long bits = bytes.littleEndian(PAYLOAD + 1, 4, FORMAT);
    return new ImageHeader(FORMAT, (bits >> 14 & 0x3FFF) + 1, (bits & 0x3FFF) + 1);
  }

  private static ImageHeader extended(EncodedBytes bytes) {
    long width = bytes.littleEndian(PAYLOAD + 4, 3, FORMAT) + 1;
    long height = bytes.littleEndian(PAYLOAD + 7, 3, FORMAT) + 1;
    return new ImageHeader(FORMAT, height, width);
  }
}
