package io.lexiseg.vision.image;

/**
 * What an encoded image says of itself before it is decoded.
 *
 * @param format name of the format, for messages
 * @param height rows as stored, before any EXIF rotation
 * @param width columns as stored
 */
record ImageHeader(String format, long height, long width) {

  /**
   * Reads the header of a complete JPEG, PNG or WebP file, told apart by content.
   *
   * @throws UndecodableImageException if the format is another or the file is damaged or cut off
   */
  static ImageHeader read(byte[] encoded) {
    EncodedBytes bytes = new EncodedBytes(encoded);
    if (JpegStructure.matches(bytes)) {
      return JpegStructure.read(bytes);
    }
    if (PngStructure.matches(bytes)) {
      return PngStructure.read(bytes);
    }
    if (WebPStructure.matches(bytes)) {
      return WebPStructure.read(bytes);
    }
    throw new UndecodableImageException(
        "image: expected JPEG, PNG or WebP, got %d bytes starting with [%s]"
            .formatted(encoded.length, bytes.start()));
  }

  /** Whether pixels of this size can come from this header, turned by a quarter or not. */
  boolean fits(int decodedHeight, int decodedWidth) {
    return (decodedHeight == height && decodedWidth == width)
        || (decodedHeight == width && decodedWidth == height);
  }
}
