package io.lexiseg.vision.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes images as baseline JPEG.
 *
 * <p><b>Threads:</b> safe.
 */
public final class JpegEncoder {
  /** The longest side the format's libraries write, in pixels. */
  public static final int MAX_SIDE = 65_500;

  private JpegEncoder() {}

  /**
   * Encodes one image.
   *
   * @param quality 1 (smallest) .. 100 (best)
   * @throws IllegalArgumentException if the quality is outside its range or a side is longer than
   *     {@link #MAX_SIDE}
   */
  @SuppressWarnings("try") // the scope works by being open
  public static byte[] encode(RgbImage image, int quality) {
    if (quality < 1 || quality > 100 || Math.max(image.height(), image.width()) > MAX_SIDE) {
      throw new IllegalArgumentException(
          "JPEG: expected quality 1..100 and sides up to %d, got quality %d and %dx%d"
              .formatted(MAX_SIDE, quality, image.height(), image.width()));
    }
    try (PointerScope scope = new PointerScope()) {
      Mat pixels = OpenCv.toNative(image.pixels(), image.height(), image.width());
      opencv_imgproc.cvtColor(pixels, pixels, opencv_imgproc.COLOR_RGB2BGR);
      BytePointer encoded = new BytePointer();
      IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
      if (!opencv_imgcodecs.imencode(".jpg", pixels, encoded, options)) {
        throw new IllegalStateException(
            "JPEG: expected OpenCV to write %dx%d, it refused"
                .formatted(image.height(), image.width()));
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }
}
