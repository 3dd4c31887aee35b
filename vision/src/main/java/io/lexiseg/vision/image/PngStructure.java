package io.lexiseg.vision.image;

import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG file from signature to end chunk, checking every checksum.
 *
 * <p><b>Source:</b> W3C PNG specification, sections 5 and 11.
 */
final class PngStructure {
  private static final String FORMAT = "PNG";
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int HEADER_LENGTH = 13;

  private PngStructure() {}

  static boolean matches(EncodedBytes bytes) {
    return bytes.startsWith(0, SIGNATURE);
  }

  static ImageHeader read(EncodedBytes bytes) {
    int position = SIGNATURE.length;
    if (!"IHDR".equals(bytes.ascii(position + 4, 4, FORMAT))
        || bytes.bigEndian(position, 4, FORMAT) != HEADER_LENGTH) {
      throw new UndecodableImageException(
          "PNG image: expected a 13-byte IHDR chunk first, got %s"
              .formatted(bytes.ascii(position + 4, 4, FORMAT)));
    }
    long width = bytes.bigEndian(position + 8, 4, FORMAT);
    long height = bytes.bigEndian(position + 12, 4, FORMAT);
    checkChunks(bytes);
    return new ImageHeader(FORMAT, height, width);
  }

  private static void checkChunks(EncodedBytes bytes) {
    boolean pixels = false;
    String type = "";
    for (int position = SIGNATURE.length; !"IEND".equals(type); ) {
      long length = bytes.bigEndian(position, 4, FORMAT);
      type = bytes.ascii(position + 4, 4, FORMAT);
      bytes.require(FORMAT, position + 12 + length);
      checkSum(bytes, position, (int) length, type);
      pixels |= "IDAT".equals(type);
      position += 12 + (int) length;
    }
    if (!pixels) {
      throw new UndecodableImageException("PNG image: expected an IDAT chunk, got none");
    }
  }

  private static void checkSum(EncodedBytes bytes, int position, int length, String type) {
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), position + 4, length + 4);
    long stored = bytes.bigEndian(position + 8 + length, 4, FORMAT);
    if (crc.getValue() != stored) {
      throw new UndecodableImageException(
          "PNG image is damaged: expected checksum %08x of chunk %s at byte %d, got %08x"
              .formatted(stored, type, position, crc.getValue()));
    }
  }
}
