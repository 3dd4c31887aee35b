package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The {@code sketch} generator, which this module carries: small, fast on a processor, trained from
 * scratch by {@code tools/sketch}. It knows drawings of some twenty nouns, no photographs.
 */
public final class SketchPack {
  /** The pack's id. */
  public static final String ID = "sketch";

  private static final String FOLDER = "sketch/";

  private SketchPack() {}

  /**
   * The installed pack; it is written first where it is missing, damaged or of another version.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public static GeneratorPack install(PackStore store) {
    String shipped = Checksums.sha256(bytes(Pack.FILE_NAME));
    return store.install(
        ID,
        GeneratorPack::load,
        pack -> pack.sha256().equals(shipped) && isIntact(pack),
        SketchPack::fill);
  }

  private static void fill(Path folder) throws IOException {
    Files.write(folder.resolve(Pack.FILE_NAME), bytes(Pack.FILE_NAME));
    for (PackFile file : GeneratorPack.load(folder).files()) {
      Files.write(folder.resolve(file.name()), bytes(file.name()));
    }
  }

  private static boolean isIntact(GeneratorPack pack) {
    try {
      pack.verify();
      return true;
    } catch (InvalidPackException e) {
      return false;
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in =
        Objects.requireNonNull(SketchPack.class.getResourceAsStream(FOLDER + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}
