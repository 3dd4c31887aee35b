package io.lexiseg.vision.pack.shipped;

import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.PackStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * A pack that a module carries as resources.
 *
 * @param id of the pack, and name of the folder of its resources
 * @param beside the class beside which that folder lies
 * @param loader of the pack's kind
 */
public record ShippedPack<P extends Pack>(String id, Class<?> beside, Pack.Loader<P> loader) {
  /**
   * The installed pack; it is written first where it is missing, damaged or of another version.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public P install(PackStore store) {
    return store.install(id, loader, pack -> isOfThisVersion(pack) && isIntact(pack), this::fill);
  }

  private void fill(Path folder) throws IOException {
    Files.write(folder.resolve(Pack.FILE_NAME), bytes(Pack.FILE_NAME));
    for (PackFile file : loader.load(folder).files()) {
      Files.write(folder.resolve(file.name()), bytes(file.name()));
    }
  }

  private boolean isOfThisVersion(P pack) {
    try {
      return Arrays.equals(
          Files.readAllBytes(pack.folder().resolve(Pack.FILE_NAME)), bytes(Pack.FILE_NAME));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isIntact(P pack) {
    try {
      pack.verify();
      return true;
    } catch (InvalidPackException e) {
      return false;
    }
  }

  private byte[] bytes(String name) {
    String resource = id + "/" + name;
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + resource, e);
    }
  }
}
