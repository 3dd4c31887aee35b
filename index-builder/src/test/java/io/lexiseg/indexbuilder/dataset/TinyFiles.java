package io.lexiseg.indexbuilder.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes one-row pictures and masks below a folder. */
public final class TinyFiles {
  private final Path root;

  public TinyFiles(Path root) {
    this.root = root;
  }

  /** A black picture. */
  public void picture(String path, int width) {
    write(path, new BufferedImage(width, 1, BufferedImage.TYPE_INT_RGB));
  }

  /** A mask with a pixel for each label: grey, 16 bits where a label needs them. */
  public void mask(String path, int... labels) {
    boolean wide = path.endsWith("tif") || java.util.Arrays.stream(labels).anyMatch(l -> l > 255);
    int type = wide ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY;
    BufferedImage mask = new BufferedImage(labels.length, 1, type);
    for (int x = 0; x < labels.length; x++) {
      mask.getRaster().setSample(x, 0, 0, labels[x]);
    }
    write(path, mask);
  }

  /** A text file. */
  public void text(String path, String text) {
    try {
      Files.writeString(parent(path), text);
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private void write(String path, BufferedImage image) {
    String format = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    try {
      if (!ImageIO.write(image, format, parent(path).toFile())) {
        throw new AssertionError("no writer for " + path);
      }
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private Path parent(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return file;
  }
}
