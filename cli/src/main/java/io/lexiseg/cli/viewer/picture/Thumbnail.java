package io.lexiseg.cli.viewer.picture;

import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What an exemplar shows, small enough to be kept for a list. */
public final class Thumbnail {
  /** Longer side, pixels: twice what the page shows, for sharp screens. */
  static final int SIDE = 96;

  private static final int QUALITY = 85;
  private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.STANDARD);

  private Thumbnail() {}

  /**
   * The box of an exemplar, or its whole picture where a mask says the region, JPEG, at most 96
   * pixels high and wide; empty if the picture lies elsewhere or is none.
   */
  public static Optional<byte[]> of(Exemplar exemplar) {
    if (!(exemplar.getPicture() instanceof ByteBuffer picture)) {
      return Optional.empty();
    }
    byte[] bytes = new byte[picture.remaining()];
    picture.duplicate().get(bytes);
    try {
      RgbImage image = DECODER.decode(bytes);
      RgbImage shown = exemplar.getRegion() instanceof PictureBox box ? cut(image, box) : image;
      return Optional.of(JpegEncoder.encode(shrunk(shown), QUALITY));
    } catch (UndecodableImageException e) {
      return Optional.empty();
    }
  }

  private static RgbImage cut(RgbImage image, PictureBox box) {
    int top = Math.min(Math.max(box.getY(), 0), image.height() - 1);
    int left = Math.min(Math.max(box.getX(), 0), image.width() - 1);
    int height = Math.max(1, Math.min(box.getHeight(), image.height() - top));
    int width = Math.max(1, Math.min(box.getWidth(), image.width() - left));
    byte[] pixels = new byte[height * width * 3];
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          image.pixels(), ((top + y) * image.width() + left) * 3, pixels, y * width * 3, width * 3);
    }
    return RgbImage.of(height, width, pixels);
  }

  private static RgbImage shrunk(RgbImage image) {
    double scale = Math.min(1, (double) SIDE / Math.max(image.height(), image.width()));
    return Resizing.bilinear(image, scaled(image.height(), scale), scaled(image.width(), scale));
  }

  private static int scaled(int side, double scale) {
    return Math.max(1, (int) Math.round(side * scale));
  }
}
