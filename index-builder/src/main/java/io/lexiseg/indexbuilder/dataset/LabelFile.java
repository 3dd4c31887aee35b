package io.lexiseg.indexbuilder.dataset;

import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.mask.UndecodableMaskException;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A file of labels: PNG, or TIFF with one sample of 8 or 16 bits for each pixel. */
final class LabelFile {
  private LabelFile() {}

  /**
   * Reads labels, 0..65535.
   *
   * @throws IllegalArgumentException if it is no such file; the message does not repeat its name
   * @throws UncheckedIOException if it cannot be read
   */
  static Mask read(Path file) {
    try {
      String name = file.toString().toLowerCase(Locale.ROOT);
      return name.endsWith(".tif") || name.endsWith(".tiff")
          ? tiff(file)
          : MaskPng.decode(Files.readAllBytes(file));
    } catch (UndecodableMaskException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static Mask tiff(Path file) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff");
    ImageReader reader = readers.next();
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(input, true, true);
      return mask(reader.readAsRenderedImage(0, null));
    } catch (javax.imageio.IIOException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("expected a complete TIFF file: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static Mask mask(RenderedImage image) {
    Raster raster = image.getData();
    int bits = raster.getSampleModel().getSampleSize(0);
    if (raster.getNumBands() != 1 || bits > 16) {
      throw new IllegalArgumentException(
          "expected one sample of up to 16 bits for each pixel, got %d of %d"
              .formatted(raster.getNumBands(), bits));
    }
    int height = raster.getHeight();
    int width = raster.getWidth();
    int[] samples = raster.getSamples(0, 0, width, height, 0, (int[]) null);
    short[] values = new short[samples.length];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) samples[p];
    }
    return Mask.of(height, width, values);
  }
}
