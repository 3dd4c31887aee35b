package io.lexiseg.vision.pack.random;

import io.lexiseg.vision.pack.ModelPack;
import java.io.UncheckedIOException;
import java.nio.file.Path;

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

  private TinyPack() {}

  /**
   * Writes the pack, about 7 MB.
   *
   * @param folder made if it does not exist
   * @param seed of the weights; equal seeds give equal files
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static ModelPack write(Path folder, long seed) {
    return RandomPack.write(folder, RandomPack.Scale.TINY, seed);
  }
}
