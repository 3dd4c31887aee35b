package io.lexiseg.prototypes.location;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.prototypes.file.FolderGenerations;
import java.nio.file.Path;

/**
 * A folder that holds one generation, and maybe others that were added to it.
 *
 * @param folder new or empty where the first generation is started
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
    return FilePrototypeIndex.manifest(FolderGenerations.in(folder).published());
  }

  @Override
  public PrototypeIndex open() {
    return FilePrototypeIndex.open(FolderGenerations.in(folder).published());
  }

  /** {@inheritDoc} Prototypes are stored as they are. */
  @Override
  public PrototypeIndexWriter create(IndexDescription description) {
    return FilePrototypeIndexWriter.create(folder, description, ComponentType.FLOAT32);
  }

  @Override
  public int nextGeneration() {
    return FolderGenerations.in(folder).next();
  }

  /** {@inheritDoc} Prototypes are stored as they are. */
  @Override
  public PrototypeIndexWriter add(IndexDescription description) {
    return FolderGenerations.in(folder).add(description, ComponentType.FLOAT32);
  }

  @Override
  public void drop(int generation) {
    FolderGenerations.in(folder).drop(generation);
  }
}
