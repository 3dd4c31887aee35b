package io.lexiseg.recognition.exemplar;

import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.mask.UndecodableMaskException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An exemplar, decoded.
 *
 * @param image upright
 * @param mask of the image's size; 1 where the category is, else 0; at least one pixel is 1
 */
public record ExemplarPixels(RgbImage image, Mask mask) {
  /** Largest picture of an exemplar, height times width. */
  public static final int MAX_PIXELS = 16_000_000;

  /**
   * Decodes an exemplar.
   *
   * @param picture the encoded picture
   * @throws IllegalArgumentException if it is no picture of at most {@value #MAX_PIXELS} pixels, or
   *     the region does not fit it or is empty
   */
  public static ExemplarPixels decode(Exemplar exemplar, byte[] picture) {
    RgbImage image = image(picture);
    Mask mask =
        exemplar.getRegion() instanceof PictureBox box
            ? filled(image.height(), image.width(), box)
            : mask((ByteBuffer) exemplar.getRegion());
    if (mask.height() != image.height() || mask.width() != image.width()) {
      throw new IllegalArgumentException(
          "mask: expected the picture's %dx%d pixels (height x width), got %dx%d"
              .formatted(image.height(), image.width(), mask.height(), mask.width()));
    }
    return new ExemplarPixels(image, mask);
  }

  private static RgbImage image(byte[] picture) {
    try {
      return new ImageDecoder(new DecodeLimits(Math.max(1, picture.length), MAX_PIXELS))
          .decode(picture);
    } catch (UndecodableImageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Decodes a mask on its own.
   *
   * @throws IllegalArgumentException if it is no mask of at most {@value #MAX_PIXELS} pixels, or
   *     empty
   */
  public static Mask mask(ByteBuffer png) {
    try {
      return flattened(MaskPng.decode(bytes(png), MAX_PIXELS));
    } catch (UndecodableMaskException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A copy of what remains. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static Mask flattened(Mask mask) {
    short[] values = new short[mask.values().length];
    int pixels = 0;
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) (mask.values()[p] == 0 ? 0 : 1);
      pixels += values[p];
    }
    if (pixels == 0) {
      throw new IllegalArgumentException("mask: expected at least one pixel other than 0");
    }
    return Mask.of(mask.height(), mask.width(), values);
  }

  private static Mask filled(int height, int width, PictureBox box) {
    long bottom = (long) box.getY() + box.getHeight();
    long right = (long) box.getX() + box.getWidth();
    if (box.getY() < 0
        || box.getX() < 0
        || box.getHeight() < 1
        || box.getWidth() < 1
        || bottom > height
        || right > width) {
      throw new IllegalArgumentException(
          "box: expected at least one pixel inside the picture of %dx%d (width x height), got x %d, y %d, width %d, height %d"
              .formatted(width, height, box.getX(), box.getY(), box.getWidth(), box.getHeight()));
    }
    short[] values = new short[height * width];
    for (int y = box.getY(); y < bottom; y++) {
      Arrays.fill(values, y * width + box.getX(), y * width + (int) right, (short) 1);
    }
    return Mask.of(height, width, values);
  }
}
