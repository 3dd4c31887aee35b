package io.lexiseg.vision.image;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns encoded bytes into pixels, never beyond given limits. JPEG, PNG and WebP are told apart by
 * content; size and completeness are checked on the encoded bytes before pixels are allocated: a
 * file of which anything is missing or damaged that pixels need is no image. Grey is spread to
 * three channels, transparency shows white, 16 bits become 8 as {@link DepthReduction} has it, EXIF
 * orientation is applied.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ImageDecoder {
  private static final int AS_RGB =
      opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

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
    CheckedFile file = CheckedFile.read(encoded, limits);
    try (PointerScope scope = new PointerScope()) {
      return file.orientation().apply(pixels(decodeNative(file), file));
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

  private static Mat decodeNative(CheckedFile file) {
    int as = file.direct() ? AS_RGB : opencv_imgcodecs.IMREAD_UNCHANGED;
    try {
      return opencv_imgcodecs.imdecode(OpenCv.toNative(file.plain()), as);
    } catch (RuntimeException e) { // OpenCV's own exceptions have no narrower type
      throw file.damaged("a decoding error: " + e.getMessage(), e);
    }
  }

  private static RgbImage pixels(Mat decoded, CheckedFile file) {
    if (decoded == null || decoded.empty()) {
      throw file.damaged("no pixels", null);
    }
    if (!file.fits(decoded.rows(), decoded.cols())) {
      throw file.damaged(decoded.rows() + "x" + decoded.cols(), null);
    }
    if (!file.direct()) {
      return Flattening.of(decoded, file.transparentGrey());
    }
    if (decoded.type() != opencv_core.CV_8UC3) {
      throw file.damaged("samples of another type", null);
    }
    return RgbImage.of(decoded.rows(), decoded.cols(), OpenCv.toJava(decoded));
  }
}
