package io.lexiseg.vision.image;

import io.lexiseg.vision.jpeg.JpegFile;
import io.lexiseg.vision.jpeg.MalformedJpegException;
import org.jspecify.annotations.Nullable;

/**
 * A picture file that was found whole, reduced to what a decoder needs: no comments, previews or
 * profiles, nothing behind the pixels, so that decoders have nothing to complain about.
 */
final class CheckedFile {
  private final String format;
  private final long height;
  private final long width;
  private final byte[] plain;
  private final boolean direct;
  private final Orientation orientation;
  private final int transparentGrey;

  private CheckedFile(
      String format, long height, long width, byte[] plain, boolean direct, Details details) {
    this.format = format;
    this.height = height;
    this.width = width;
    this.plain = plain;
    this.direct = direct;
    this.orientation = details.orientation();
    this.transparentGrey = details.transparentGrey();
  }

  /**
   * What few files have.
   *
   * @param transparentGrey sample of a grey picture that stands for "nothing here", -1 for none
   */
  record Details(Orientation orientation, int transparentGrey) {
    static Details of(Orientation orientation) {
      return new Details(orientation, -1);
    }
  }

  /** A file whose samples are 8 bits without transparency, as decoders give them. */
  static CheckedFile direct(
      String format, long height, long width, byte[] plain, Orientation orientation) {
    return new CheckedFile(format, height, width, plain, true, Details.of(orientation));
  }

  /** A file with transparency, or with samples of 16 bits. */
  static CheckedFile rich(String format, long height, long width, byte[] plain, Details details) {
    return new CheckedFile(format, height, width, plain, false, details);
  }

  /**
   * Checks a JPEG, PNG or WebP file, told apart by content.
   *
   * @throws UndecodableImageException if the format is another, the file is damaged or cut off, or
   *     its size is beyond the limits
   */
  static CheckedFile read(byte[] encoded, DecodeLimits limits) {
    EncodedBytes bytes = new EncodedBytes(encoded);
    if (JpegFile.matches(encoded)) {
      return jpeg(encoded, limits);
    }
    if (PngStructure.matches(bytes)) {
      return PngStructure.read(bytes, limits);
    }
    if (WebPStructure.matches(bytes)) {
      return WebPStructure.read(bytes, limits);
    }
    throw new UndecodableImageException(
        "image: expected JPEG, PNG or WebP, got %d bytes starting with [%s]"
            .formatted(encoded.length, bytes.start()));
  }

  private static CheckedFile jpeg(byte[] encoded, DecodeLimits limits) {
    try {
      JpegFile file = JpegFile.read(encoded, limits::checkSize);
      Orientation orientation = Orientation.of(file.exif());
      return direct("JPEG", file.height(), file.width(), file.plain(), orientation);
    } catch (MalformedJpegException e) {
      throw new UndecodableImageException("JPEG image: " + e.getMessage(), e);
    }
  }

  byte[] plain() {
    return plain;
  }

  /** Whether decoded samples are 8 bits without transparency. */
  boolean direct() {
    return direct;
  }

  Orientation orientation() {
    return orientation;
  }

  /** Sample, spread to 8 or 16 bits, that is transparent in a grey picture, or -1. */
  int transparentGrey() {
    return transparentGrey;
  }

  boolean fits(int decodedHeight, int decodedWidth) {
    return decodedHeight == height && decodedWidth == width;
  }

  UndecodableImageException damaged(String found, @Nullable Throwable cause) {
    return new UndecodableImageException(
        "%s image is damaged: expected %dx%d pixels (height x width), got %s"
            .formatted(format, height, width, found),
        cause);
  }
}
