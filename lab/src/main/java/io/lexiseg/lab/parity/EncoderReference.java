package io.lexiseg.lab.parity;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * What another program's networks made of pictures and prompts: a folder with {@code
 * reference.json}, PNG files, and vectors as little-endian 32-bit floats. {@code tools/export}
 * writes such folders; the format is described in {@code docs/encoder-parity.md}.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class EncoderReference {
  /** Name of the file that describes a reference. */
  public static final String FILE_NAME = "reference.json";

  private static final ImageDecoder DECODER =
      new ImageDecoder(new DecodeLimits(64_000_000, 64_000_000));

  private final String madeBy;
  private final List<Path> pictures;
  private final List<String> prompts;
  private final Vectors dense;
  private final Vectors image;
  private final Vectors text;

  /**
   * Vectors of one network.
   *
   * @param file holds them one after the other
   * @param perItem how many a picture or prompt has
   * @param dimension components of each
   */
  record Vectors(Path file, int perItem, int dimension) {}

  EncoderReference(
      String madeBy,
      List<Path> pictures,
      List<String> prompts,
      Vectors dense,
      Vectors image,
      Vectors text) {
    this.madeBy = madeBy;
    this.pictures = List.copyOf(pictures);
    this.prompts = List.copyOf(prompts);
    this.dense = dense;
    this.image = image;
    this.text = text;
  }

  /**
   * Reads {@code reference.json} and checks that the files it names are there and as long as they
   * have to be.
   *
   * @throws IllegalArgumentException with all problems, if it is missing or wrong
   */
  public static EncoderReference load(Path folder) {
    return new ReferenceReader(folder).read();
  }

  /** What computed the vectors, with versions. */
  public String madeBy() {
    return madeBy;
  }

  /**
   * Encodes the pictures and prompts, and compares.
   *
   * @return one element a network: dense, image, text
   * @throws IllegalArgumentException if the encoders' dimensions or grids are not the reference's
   * @throws UncheckedIOException if a file cannot be read
   */
  public List<EncoderAgreement> compare(Encoders encoders) {
    List<RgbImage> images = pictures.stream().map(EncoderReference::decode).toList();
    return List.of(
        agreement("dense", dense, images, window -> encoders.dense().encode(window).values()),
        agreement("image", image, images, picture -> encoders.image().embed(picture)),
        agreement("text", text, prompts, prompt -> encoders.text().embed(List.of(prompt)).get(0)));
  }

  private static <T> EncoderAgreement agreement(
      String network, Vectors vectors, List<T> items, Function<T, float[]> encoder) {
    int length = vectors.perItem() * vectors.dimension();
    float[] found = new float[items.size() * length];
    for (int i = 0; i < items.size(); i++) {
      float[] values = encoder.apply(items.get(i));
      if (values.length != length) {
        throw new IllegalArgumentException(
            "%s: expected %d values as in the reference %s, got %d"
                .formatted(network, length, vectors.file(), values.length));
      }
      System.arraycopy(values, 0, found, i * length, length);
    }
    float[] expected = ReferenceReader.floats(vectors.file());
    return EncoderAgreement.of(network, vectors.dimension(), found, expected);
  }

  private static RgbImage decode(Path file) {
    try {
      return DECODER.decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
