package io.lexiseg.vision.image;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Changes the size of images on 8-bit samples.
 *
 * <p><b>Threads:</b> safe.
 */
public final class Resizing {
  private Resizing() {}

  /**
   * Resizes bilinearly with OpenCV's {@code INTER_LINEAR}: half-pixel centres, no anti-aliasing,
   * fixed-point weights.
   *
   * @param height rows of the result, at least 1
   * @param width columns of the result, at least 1
   * @return a new image, or the given one when it already has the size
   * @throws IllegalArgumentException if a side is not positive or the samples would not fit an
   *     array
   */
  @SuppressWarnings("try") // the scope works by being open
  public static RgbImage bilinear(RgbImage image, int height, int width) {
    if (height < 1 || width < 1 || (long) height * width > DecodeLimits.LARGEST_PIXELS) {
      throw new IllegalArgumentException(
          "resize: expected sides >= 1 and at most %d pixels, got %dx%d"
              .formatted(DecodeLimits.LARGEST_PIXELS, height, width));
    }
    if (height == image.height() && width == image.width()) {
      return image;
    }
    try (PointerScope scope = new PointerScope()) {
      Mat source = OpenCv.toNative(image.pixels(), image.height(), image.width());
      Mat target = new Mat();
      opencv_imgproc.resize(
          source, target, new Size(width, height), 0, 0, opencv_imgproc.INTER_LINEAR);
      return RgbImage.of(height, width, OpenCv.toJava(target));
    }
  }
}
