package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;

/** Finds the generator pack that somebody names. */
public final class GeneratorPacks {
  private GeneratorPacks() {}

  /**
   * The pack in a folder, or the installed one of that id; {@code sketch} is installed when it is
   * not yet.
   *
   * @throws IllegalArgumentException if there is no such pack, or it is no generator
   */
  public static GeneratorPack open(PackStore store, String folderOrId) {
    return folderOrId.equals(SketchPack.ID)
        ? SketchPack.install(store)
        : store.open(folderOrId, GeneratorPack::load);
  }
}
