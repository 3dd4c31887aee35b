package io.lexiseg.prototypes.location;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import java.nio.file.Path;

/**
 * A folder that holds one generation.
 *
 * @param folder new or empty where a generation is started
 */
record FilePlace(Path folder) implements IndexPlace {
  private static final String SCHEME = "file:";

  /** The folder of a location, with or without {@code file:} in front. */
  static FilePlace of(String location) {
    return new FilePlace(
        Path.of(
            location.startsWith(SCHEME)
                ? location.substring(SCHEME.length()).replaceFirst("^//(?=/)", "")
                : location));
  }

  @Override
  public IndexManifest manifest() {
    return FilePrototypeIndex.manifest(folder);
  }

  @Override
  public PrototypeIndex open() {
    return FilePrototypeIndex.open(folder);
  }

  /** {@inheritDoc} Prototypes are stored as they are. */
  @Override
  public PrototypeIndexWriter create(IndexDescription description) {
    return FilePrototypeIndexWriter.create(folder, description, ComponentType.FLOAT32);
  }
}
