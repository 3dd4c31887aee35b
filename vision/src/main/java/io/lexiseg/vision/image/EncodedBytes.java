package io.lexiseg.vision.image;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bounds-checked reading of an encoded image; reading past the end means the file is cut off. */
final class EncodedBytes {
  private static final int SHOWN = 8;

  private final byte[] bytes;

  EncodedBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  byte[] array() {
    return bytes;
  }

  boolean startsWith(int offset, byte... expected) {
    if (offset + expected.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes[offset + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  boolean startsWith(int offset, String ascii) {
    return startsWith(offset, ascii.getBytes(StandardCharsets.US_ASCII));
  }

  String ascii(int offset, int count, String format) {
    require(format, offset + (long) count);
    return new String(bytes, offset, count, StandardCharsets.US_ASCII);
  }

  /** Unsigned number of 1 to 4 bytes, most significant first. */
  long bigEndian(int offset, int count, String format) {
    require(format, offset + (long) count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xFF);
    }
    return value;
  }

  /** Unsigned number of 1 to 4 bytes, least significant first. */
  long littleEndian(int offset, int count, String format) {
    require(format, offset + (long) count);
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[offset + i] & 0xFF);
    }
    return value;
  }

  void require(String format, long end) {
    if (end > bytes.length) {
      throw new UndecodableImageException(
          "%s image is cut off: expected at least %d bytes, got %d"
              .formatted(format, end, bytes.length));
    }
  }

  String start() {
    return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN, bytes.length));
  }
}
