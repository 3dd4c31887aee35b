package io.lexiseg.indexbuilder.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** The small files that faiss and numpy wrote. */
public final class Samples {
  public static final int COUNT = 24;
  public static final int KEY_DIMENSION = 32;
  public static final int PROTOTYPE_DIMENSION = 64;

  private Samples() {}

  public static byte[] bytes(String name) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a file into a folder. */
  public static Path copy(String name, Path folder) {
    return write(folder.resolve(name), bytes(name));
  }

  public static Path write(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Key of a row, as numpy has it. */
  public static float[] key(int row) {
    return row("keys.npy", row, KEY_DIMENSION);
  }

  /** Prototype of a row, as numpy has it. */
  public static float[] prototype(int row) {
    return row("prototypes.npy", row, PROTOTYPE_DIMENSION);
  }

  private static float[] row(String name, int row, int dimension) {
    float[] all = NpyArray.parse(bytes(name), name).values();
    return Arrays.copyOfRange(all, row * dimension, (row + 1) * dimension);
  }
}
