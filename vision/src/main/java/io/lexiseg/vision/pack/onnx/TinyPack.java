package io.lexiseg.vision.pack.onnx;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackSeal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The pack {@code tiny}: DINOv2 and CLIP as they are built, but small and with random weights. It
 * needs no download and means nothing; tests run on it.
 */
public final class TinyPack {
  /** The pack's id. */
  public static final String ID = "tiny";

  /** Components of a dense token. */
  public static final int DENSE_DIMENSION = 64;

  /** Components of image and text vectors. */
  public static final int TEXT_DIMENSION = 32;

  private static final String DESCRIPTION = "tiny-pack.json";
  private static final Picture DENSE_PICTURE = new Picture(112, 14);
  private static final Picture IMAGE_PICTURE = new Picture(64, 16);

  private TinyPack() {}

  /**
   * Writes the pack, about 7 MB.
   *
   * @param folder made if it does not exist
   * @param seed of the weights; equal seeds give equal files
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static ModelPack write(Path folder, long seed) {
    try {
      Files.createDirectories(folder);
      DinoNetwork.write(
          folder.resolve("dense.onnx"),
          new TransformerSize(2, DENSE_DIMENSION, 4),
          DENSE_PICTURE,
          seed);
      ClipImageNetwork.write(
          folder.resolve("image.onnx"),
          new TransformerSize(2, 64, 4),
          IMAGE_PICTURE,
          TEXT_DIMENSION,
          seed + 1);
      ClipTextNetwork.write(
          folder.resolve("text.onnx"), new TransformerSize(2, 32, 4), TEXT_DIMENSION, seed + 2);
      return PackSeal.seal(folder, description());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the pack %s to %s".formatted(ID, folder), e);
    }
  }

  private static String description() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TinyPack.class.getResourceAsStream(DESCRIPTION), DESCRIPTION)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
