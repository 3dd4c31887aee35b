package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.prototype.PictureListener;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.image.UndecodableImageException;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.mask.UndecodableMaskException;
import io.lexiseg.vision.pack.Checksums;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures, attribution maps and masks as PNG files: a folder a caption, named by its digest, with
 * {@code picture.png}, and {@code WORD-heat.png} and {@code WORD-mask.png} of each word. Heat is
 * the attribution from its least (0) to its largest value (255) on its own grid.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class KeptPictures implements PictureListener {
  private static final int HOTTEST = 255;

  private final Path folder;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  /** Keeps pictures in a folder, or reads those that are there; it need not exist. */
  public KeptPictures(Path folder) {
    this.folder = folder;
  }

  /**
   * Where a word was in a picture.
   *
   * @param image the picture
   * @param heat the attribution, 0..255
   * @param mask 1 where the word is, else 0
   */
  public record KeptWord(RgbImage image, Mask heat, Mask mask) {}

  @Override
  public void drawn(CaptionTask task, RgbImage image, List<LocatedWord> words) {
    Path place = place(task);
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw Disk.refused("create", place, e);
    }
    Disk.REAL.replaceSoon(place.resolve("picture.png"), png(image));
    for (LocatedWord word : words) {
      Disk.REAL.replaceSoon(
          file(place, word.word(), "heat"), MaskPng.encode(heat(word.attribution())));
      Disk.REAL.replaceSoon(file(place, word.word(), "mask"), MaskPng.encode(word.mask()));
    }
  }

  /** Bytes that keeping a picture takes. */
  static long sizeBytes(RgbImage image, List<LocatedWord> words) {
    long bytes = png(image).length;
    for (LocatedWord word : words) {
      bytes += MaskPng.encode(heat(word.attribution())).length;
      bytes += MaskPng.encode(word.mask()).length;
    }
    return bytes;
  }

  /** What was kept of a word; empty: not all that belongs to it is there and whole. */
  public Optional<KeptWord> find(CaptionTask task, String word) {
    Path place = place(task);
    Path picture = place.resolve("picture.png");
    Path heat = file(place, word, "heat");
    Path mask = file(place, word, "mask");
    if (!Files.exists(picture) || !Files.exists(heat) || !Files.exists(mask)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new KeptWord(
              decoder.decode(read(picture)),
              MaskPng.decode(read(heat)),
              MaskPng.decode(read(mask))));
    } catch (UndecodableImageException | UndecodableMaskException e) {
      return Optional.empty(); // the machine stopped before they were on the disk
    }
  }

  /** An attribution from its least to its largest value as 0..255. */
  public static Mask heat(AttributionMap map) {
    float least = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : map.values()) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    float range = largest > least ? largest - least : 1;
    short[] heat = new short[map.values().length];
    for (int i = 0; i < heat.length; i++) {
      heat[i] = (short) Math.round(HOTTEST * (map.values()[i] - least) / range);
    }
    return Mask.of(map.height(), map.width(), heat);
  }

  private Path place(CaptionTask task) {
    String digest = digest(task.id());
    return folder.resolve(digest.substring(0, 2)).resolve(digest.substring(2, 20));
  }

  /** Words are not safe as names of files; the digest tells apart what looks the same then. */
  private static Path file(Path place, String word, String what) {
    String readable = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return place.resolve(
        "%s-%s-%s.png"
            .formatted(
                readable.substring(0, Math.min(readable.length(), 40)),
                digest(word).substring(0, 6),
                what));
  }

  private static String digest(String text) {
    return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Disk.refused("read", file, e);
    }
  }

  /** A picture as PNG; equal pictures give equal bytes on one Java version. */
  public static byte[] png(RgbImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = image.pixels();
    for (int p = 0; p < image.height() * image.width(); p++) {
      int red = Byte.toUnsignedInt(pixels[3 * p]);
      int green = Byte.toUnsignedInt(pixels[3 * p + 1]);
      int blue = Byte.toUnsignedInt(pixels[3 * p + 2]);
      buffered.setRGB(p % image.width(), p / image.width(), red << 16 | green << 8 | blue);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(buffered, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("PNG: cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }
}
