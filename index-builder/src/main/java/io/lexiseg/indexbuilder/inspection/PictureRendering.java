package io.lexiseg.indexbuilder.inspection;

import io.lexiseg.indexbuilder.job.KeptPictures;
import io.lexiseg.indexbuilder.job.KeptPictures.KeptWord;
import io.lexiseg.vision.feature.LinearTaps;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import java.util.Base64;

/**
 * Pictures as a page holds them: the picture itself, the attribution as colours over the grey
 * picture, and the picture with all but the mask dimmed.
 */
final class PictureRendering {
  /** Larger pictures are made smaller, so that a page of many stays a page. */
  private static final int LARGEST_SIDE = 256;

  /** Up to this side a picture is kept exactly, as PNG. */
  private static final int EXACT_SIDE = 128;

  private static final int JPEG_QUALITY = 85;
  private static final int OUTLINE = 0xffd400;

  private PictureRendering() {}

  /** The picture. */
  static String picture(KeptWord word) {
    return uri(word.image());
  }

  /** Dark blue is least, yellow and white is most. */
  static String heat(KeptWord word) {
    RgbImage image = word.image();
    Mask heat = word.heat();
    LinearTaps ys = LinearTaps.halfPixel(heat.height(), image.height());
    LinearTaps xs = LinearTaps.halfPixel(heat.width(), image.width());
    byte[] pixels = image.pixels().clone();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        float top = across(heat, ys.first(y), xs, x);
        float bottom = across(heat, ys.second(y), xs, x);
        float value = top + (bottom - top) * ys.weight(y);
        paint(pixels, 3 * (y * image.width() + x), value / 255);
      }
    }
    return uri(RgbImage.of(image.height(), image.width(), pixels));
  }

  private static float across(Mask heat, int row, LinearTaps xs, int x) {
    float left = heat.value(row, xs.first(x));
    return left + (heat.value(row, xs.second(x)) - left) * xs.weight(x);
  }

  /** A third of grey, two thirds of a colour whose channels rise one after the other. */
  private static void paint(byte[] pixels, int at, float value) {
    int grey =
        (Byte.toUnsignedInt(pixels[at]) * 77
                + Byte.toUnsignedInt(pixels[at + 1]) * 150
                + Byte.toUnsignedInt(pixels[at + 2]) * 29)
            >> 8;
    float red = clamp(2.2f * value - 0.4f);
    float green = clamp(2.4f * value - 1.2f);
    float blue = clamp(value < 0.5f ? 0.35f + 0.9f * value : 1.6f - 1.9f * value);
    pixels[at] = (byte) (0.35f * grey + 0.65f * 255 * red);
    pixels[at + 1] = (byte) (0.35f * grey + 0.65f * 255 * green);
    pixels[at + 2] = (byte) (0.35f * grey + 0.65f * 255 * blue);
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }

  /** The mask in full light, its edge drawn, the rest dark. */
  static String mask(KeptWord word) {
    RgbImage image = word.image();
    Mask mask = word.mask();
    byte[] pixels = image.pixels().clone();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int at = 3 * (y * image.width() + x);
        boolean inside = value(mask, image, y, x);
        if (!inside) {
          for (int c = at; c < at + 3; c++) {
            pixels[c] = (byte) (Byte.toUnsignedInt(pixels[c]) / 4);
          }
        } else if (isEdge(mask, image, y, x)) {
          pixels[at] = (byte) (OUTLINE >> 16);
          pixels[at + 1] = (byte) (OUTLINE >> 8);
          pixels[at + 2] = (byte) OUTLINE;
        }
      }
    }
    return uri(RgbImage.of(image.height(), image.width(), pixels));
  }

  private static boolean isEdge(Mask mask, RgbImage image, int y, int x) {
    return (y > 0 && !value(mask, image, y - 1, x))
        || (x > 0 && !value(mask, image, y, x - 1))
        || (y + 1 < image.height() && !value(mask, image, y + 1, x))
        || (x + 1 < image.width() && !value(mask, image, y, x + 1));
  }

  private static boolean value(Mask mask, RgbImage image, int y, int x) {
    int row = (int) ((long) y * mask.height() / image.height());
    int column = (int) ((long) x * mask.width() / image.width());
    return mask.value(row, column) == 1;
  }

  private static String uri(RgbImage image) {
    int side = Math.max(image.height(), image.width());
    if (side <= EXACT_SIDE) {
      return "data:image/png;base64," + Base64.getEncoder().encodeToString(KeptPictures.png(image));
    }
    int longest = Math.min(side, LARGEST_SIDE);
    RgbImage small =
        Resizing.bilinear(
            image,
            Math.max(1, image.height() * longest / side),
            Math.max(1, image.width() * longest / side));
    return "data:image/jpeg;base64,"
        + Base64.getEncoder().encodeToString(JpegEncoder.encode(small, JPEG_QUALITY));
  }
}
