package io.lexiseg.indexbuilder.command;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the model pack a command names. */
final class Packs {
  private Packs() {}

  /**
   * Opens a pack: a folder with {@code pack.json}, or an installed pack by its id; {@code lite} is
   * installed when it is not yet.
   *
   * @throws IllegalArgumentException if there is no such pack
   */
  static ModelPack open(String pack, ProgressListener progress) {
    if (Files.isRegularFile(Path.of(pack).resolve(ModelPack.FILE_NAME))) {
      return ModelPack.load(Path.of(pack));
    }
    PackStore store = PackStore.standard();
    if (pack.equals(LitePack.ID)) {
      return LitePack.install(store, progress);
    }
    return store
        .find(pack)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pack %s: expected %s, an installed one of %s, or a folder with %s"
                        .formatted(pack, LitePack.ID, store.installed(), ModelPack.FILE_NAME)));
  }
}
