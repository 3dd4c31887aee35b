package io.lexiseg.vision.overlay;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.util.List;

/**
 * Draws a mask over its image for people: every category tinted in its {@link Palette} colour, thin
 * white borders between categories, below them a legend with names and shares of the area.
 *
 * <p><b>Threads:</b> safe.
 */
public final class Overlay {
  private static final int BORDER = 0xFFFFFF;

  private Overlay() {}

  /**
   * Draws the overlay.
   *
   * @param mask of the image's height and width
   * @param legend names of mask values 1..N in order; a value beyond it is drawn by its number
   * @return a new image: the tinted one on top, unscaled, and the legend strip below; as wide as
   *     the image or {@value LegendStrip#MIN_WIDTH} pixels, whichever is more; names in any script
   *     that this machine has a font for, else by mask value
   * @throws IllegalArgumentException if the sizes of image and mask differ
   */
  public static RgbImage draw(RgbImage image, Mask mask, List<String> legend) {
    RgbImage tinted = tint(image, mask);
    LegendStrip strip = LegendStrip.of(mask, legend);
    RgbImage below = strip.draw(Math.max(image.width(), LegendStrip.MIN_WIDTH));
    return stack(tinted, below);
  }

  /**
   * Draws the overlay without a legend.
   *
   * @param mask of the image's height and width
   * @return a new image of the same size
   * @throws IllegalArgumentException if the sizes of image and mask differ
   */
  public static RgbImage tint(RgbImage image, Mask mask) {
    if (image.height() != mask.height() || image.width() != mask.width()) {
      throw new IllegalArgumentException(
          "overlay: expected a mask of the image's %dx%d, got %dx%d"
              .formatted(image.height(), image.width(), mask.height(), mask.width()));
    }
    byte[] pixels = image.pixels().clone();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        int at = (y * mask.width() + x) * 3;
        int category = mask.value(y, x);
        if (onBorder(mask, y, x)) {
          paint(pixels, at, BORDER);
        } else if (category > 0) {
          blend(pixels, at, Palette.colour(category));
        }
      }
    }
    return RgbImage.of(image.height(), image.width(), pixels);
  }

  /** The last pixel before a change to the right or downwards, so that borders are one pixel. */
  private static boolean onBorder(Mask mask, int y, int x) {
    int value = mask.value(y, x);
    return (x + 1 < mask.width() && mask.value(y, x + 1) != value)
        || (y + 1 < mask.height() && mask.value(y + 1, x) != value);
  }

  private static void paint(byte[] pixels, int at, int colour) {
    pixels[at] = (byte) (colour >> 16);
    pixels[at + 1] = (byte) (colour >> 8);
    pixels[at + 2] = (byte) colour;
  }

  private static void blend(byte[] pixels, int at, int colour) {
    for (int c = 0; c < 3; c++) {
      int sample = pixels[at + c] & 0xFF;
      int tint = colour >> (16 - 8 * c) & 0xFF;
      pixels[at + c] = (byte) ((sample + tint + 1) / 2);
    }
  }

  private static RgbImage stack(RgbImage top, RgbImage bottom) {
    int width = Math.max(top.width(), bottom.width());
    int height = Math.addExact(top.height(), bottom.height());
    byte[] pixels = new byte[Math.toIntExact(3L * height * width)];
    copy(top, pixels, 0, width);
    copy(bottom, pixels, top.height(), width);
    return RgbImage.of(height, width, pixels);
  }

  private static void copy(RgbImage image, byte[] pixels, int firstRow, int width) {
    int stride = image.width() * 3;
    for (int y = 0; y < image.height(); y++) {
      int to = (firstRow + y) * width * 3;
      System.arraycopy(image.pixels(), y * stride, pixels, to, stride);
    }
  }
}
