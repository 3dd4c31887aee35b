package io.lexiseg.vision.image;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Turns encoded bytes into pixels, never beyond given limits. JPEG, PNG and WebP are told apart by
 * content; size and completeness are checked on the encoded bytes before anything is allocated.
 * Grey is spread to three channels, alpha is dropped, 16 bits become 8, EXIF orientation is
 * applied: as OpenCV's {@code IMREAD_COLOR} does.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ImageDecoder {
  private final DecodeLimits limits;

  /** Creates a decoder that accepts nothing beyond the limits. */
  public ImageDecoder(DecodeLimits limits) {
    this.limits = limits;
  }

  /**
   * Decodes one JPEG, PNG or WebP file.
   *
   * @param encoded the whole file, not kept
   * @throws UndecodableImageException if the format is another, the file is cut off or damaged, a
   *     side is 0, or a limit is exceeded
   */
  @SuppressWarnings("try") // the scope works by being open
  public RgbImage decode(byte[] encoded) {
    limits.checkBytes(encoded.length);
    ImageHeader header = ImageHeader.read(encoded);
    limits.checkSize(header.height(), header.width());
    try (PointerScope scope = new PointerScope()) {
      return pixels(decodeNative(encoded, header), header);
    }
  }

  /**
   * Takes samples that are not encoded.
   *
   * @param rgb {@code [height, width, 3]}, 0..255, kept
   * @throws UndecodableImageException if a side is 0, the length does not fit, or a limit is
   *     exceeded
   */
  public RgbImage raw(byte[] rgb, int height, int width) {
    limits.checkBytes(rgb.length);
    limits.checkSize(height, width);
    long expected = (long) height * width * 3;
    if (rgb.length != expected) {
      throw new UndecodableImageException(
          "raw image: expected %dx%dx3 = %d bytes, got %d"
              .formatted(height, width, expected, rgb.length));
    }
    return RgbImage.of(height, width, rgb);
  }

  private static Mat decodeNative(byte[] encoded, ImageHeader header) {
    try {
      return opencv_imgcodecs.imdecode(OpenCv.toNative(encoded), opencv_imgcodecs.IMREAD_COLOR_RGB);
    } catch (RuntimeException e) { // OpenCV's own exceptions have no narrower type
      throw damaged(header, "a decoding error: " + e.getMessage(), e);
    }
  }

  private static RgbImage pixels(Mat decoded, ImageHeader header) {
    if (decoded == null || decoded.empty() || decoded.type() != opencv_core.CV_8UC3) {
      throw damaged(header, "no pixels", null);
    }
    if (!header.fits(decoded.rows(), decoded.cols())) {
      throw damaged(header, decoded.rows() + "x" + decoded.cols(), null);
    }
    return RgbImage.of(decoded.rows(), decoded.cols(), OpenCv.toJava(decoded));
  }

  private static UndecodableImageException damaged(
      ImageHeader header, String found, @Nullable Throwable cause) {
    return new UndecodableImageException(
        "%s image is damaged: expected %dx%d pixels (height x width), got %s"
            .formatted(header.format(), header.height(), header.width(), found),
        cause);
  }
}
