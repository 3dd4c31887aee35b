package io.lexiseg.quickstart.cli;

import io.lexiseg.quickstart.FailedException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.pack.lite.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;

/** Installed packs, and those that can be fetched. */
final class Packs {
  /** The pack that is made of what package registries hold. */
  static final String LITE = "lite";

  private final PackStore store;

  Packs(PackStore store) {
    this.store = store;
  }

  static Packs standard() {
    return new Packs(PackStore.standard());
  }

  PackStore store() {
    return store;
  }

  /**
   * A pack, fetched first if it is missing.
   *
   * @throws FailedException if it is neither installed nor one that can be fetched
   */
  ModelPack obtain(String id, ProgressListener progress) {
    return store.find(id).orElseGet(() -> fetch(id, progress));
  }

  /**
   * A pack of this machine, by its id or its folder.
   *
   * @throws FailedException if it is neither
   */
  ModelPack installed(String name) {
    if (Files.isDirectory(Path.of(name))) {
      return ModelPack.load(Path.of(name));
    }
    return store
        .find(name)
        .orElseThrow(
            () ->
                new FailedException(
                    "pack %s: expected a folder or one of %s installed in %s, found neither"
                        .formatted(name, store.installed(), store.root())));
  }

  private ModelPack fetch(String id, ProgressListener progress) {
    if (!id.equals(LITE)) {
      throw new FailedException(
          "pack %s: expected a folder, one of %s installed in %s, or %s, which can be fetched"
              .formatted(id, store.installed(), store.root(), LITE));
    }
    return LitePack.install(store, progress);
  }
}
