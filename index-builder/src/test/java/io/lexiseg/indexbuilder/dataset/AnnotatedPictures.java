package io.lexiseg.indexbuilder.dataset;

import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a data set of one picture whose halves have a class each, or none. */
public final class AnnotatedPictures {
  private AnnotatedPictures() {}

  /**
   * Writes {@code images/}, {@code masks/} and {@code classes.json}.
   *
   * @param halves {@code "NAME left, NAME right"}, or empty for a picture without labels
   */
  public static void write(Path folder, String name, String halves, int height, int width)
      throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    byte[] pixels = new byte[height * width * 3];
    short[] values = new short[height * width];
    for (int p = 0; p < values.length; p++) {
      boolean left = p % width < width / 2;
      pixels[3 * p] = (byte) (left ? 200 : 20);
      values[p] = (short) (halves.isEmpty() ? 0 : left ? 1 : 2);
    }
    Files.write(
        folder.resolve("images/" + name + ".jpg"),
        JpegEncoder.encode(RgbImage.of(height, width, pixels), 90));
    Files.write(
        folder.resolve("masks/" + name + ".png"), MaskPng.encode(Mask.of(height, width, values)));
    String[] names = halves.isEmpty() ? new String[] {"sky", "grass"} : halves.split(", ");
    Files.writeString(
        folder.resolve("classes.json"),
        "{\"unlabelled\":0,\"classes\":{\"1\":\"%s\",\"2\":\"%s\"}}"
            .formatted(names[0].replace(" left", ""), names[1].replace(" right", "")));
  }
}
