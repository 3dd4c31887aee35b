package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.indexbuilder.diffusion.GeneratorPacks;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;

/** Finds the packs that somebody names. */
public final class Packs {
  private Packs() {}

  /**
   * Opens a pack: a folder with {@code pack.json}, or an installed pack by its id; {@code lite} is
   * installed when it is not yet.
   *
   * @throws IllegalArgumentException if there is no such pack
   */
  public static ModelPack open(String pack, ProgressListener progress) {
    PackStore store = PackStore.standard();
    return pack.equals(LitePack.ID) ? LitePack.install(store, progress) : store.open(pack);
  }

  /**
   * Opens a generator pack: a folder with {@code pack.json}, or an installed pack by its id; {@code
   * sketch} is installed when it is not yet.
   *
   * @throws IllegalArgumentException if there is no such pack, or it is no generator
   */
  public static GeneratorPack generator(String pack) {
    return GeneratorPacks.open(PackStore.standard(), pack);
  }
}
