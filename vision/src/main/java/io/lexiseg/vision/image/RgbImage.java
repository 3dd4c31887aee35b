package io.lexiseg.vision.image;

import java.util.Objects;

/**
 * Pixels of one picture: {@code height x width x 3}, 8-bit red, green, blue, row-major with a
 * top-left origin; sample {@code c} of pixel {@code (y, x)} stands at {@code (y * width + x) * 3 +
 * c}.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it once the image exists.
 * <b>Threads:</b> safe to share under that rule.
 */
public final class RgbImage {
  private final int height;
  private final int width;
  private final byte[] pixels;

  private RgbImage(int height, int width, byte[] pixels) {
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  /**
   * Wraps samples as an image.
   *
   * @param pixels {@code [height, width, 3]}, 0..255, kept
   * @throws IllegalArgumentException if a side is not positive or the length does not fit
   */
  public static RgbImage of(int height, int width, byte[] pixels) {
    Objects.requireNonNull(pixels, "pixels");
    if (height < 1 || width < 1 || pixels.length != (long) height * width * 3) {
      throw new IllegalArgumentException(
          "image: expected height x width x 3 samples with sides >= 1, got %dx%d and %d samples"
              .formatted(height, width, pixels.length));
    }
    return new RgbImage(height, width, pixels);
  }

  /** Rows, at least 1. */
  public int height() {
    return height;
  }

  /** Columns, at least 1. */
  public int width() {
    return width;
  }

  /** The samples themselves, {@code [height, width, 3]}, not a copy; read only. */
  public byte[] pixels() {
    return pixels;
  }
}
