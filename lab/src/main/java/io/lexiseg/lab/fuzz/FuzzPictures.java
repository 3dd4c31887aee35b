package io.lexiseg.lab.fuzz;

import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Small whole pictures.
 *
 * <p><b>Ownership:</b> the arrays are shared, nobody may write to them.
 */
final class FuzzPictures {
  private static final int[][] SIDES = {{24, 32}, {1, 1}, {7, 90}, {90, 7}};
  private static final int JPEG_QUALITY = 85;
  private static final int[] TYPES = {
    BufferedImage.TYPE_INT_RGB,
    BufferedImage.TYPE_INT_ARGB,
    BufferedImage.TYPE_BYTE_GRAY,
    BufferedImage.TYPE_USHORT_GRAY,
    BufferedImage.TYPE_BYTE_INDEXED
  };

  private final List<byte[]> encoded;

  private FuzzPictures(List<byte[]> encoded) {
    this.encoded = encoded;
  }

  /** Draws JPEG and PNG pictures of several sizes and kinds of pixels. */
  static FuzzPictures draw(long seed) throws IOException {
    Random random = new Random(seed);
    List<byte[]> encoded = new ArrayList<>();
    for (int[] sides : SIDES) {
      byte[] pixels = new byte[sides[0] * sides[1] * 3];
      random.nextBytes(pixels);
      encoded.add(JpegEncoder.encode(RgbImage.of(sides[0], sides[1], pixels), JPEG_QUALITY));
      for (int type : TYPES) {
        encoded.add(png(new BufferedImage(sides[1], sides[0], type), random));
      }
    }
    return new FuzzPictures(encoded);
  }

  private static byte[] png(BufferedImage image, Random random) throws IOException {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  byte[] any(Random random) {
    return encoded.get(random.nextInt(encoded.size()));
  }
}
