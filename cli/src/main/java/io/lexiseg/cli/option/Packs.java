package io.lexiseg.cli.option;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.PackMirror;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import java.util.Optional;

/** Installed packs, and those that can be fetched. */
public final class Packs {
  /** Environment variable that names a web server's folder of packs. */
  private static final String MIRROR = "LEXISEG_PACKS_URL";

  private final PackStore store;

  Packs(PackStore store) {
    this.store = store;
  }

  public static Packs standard() {
    return new Packs(PackStore.standard());
  }

  public PackStore store() {
    return store;
  }

  /**
   * A pack, fetched first if it is missing.
   *
   * @throws FailedException if it is neither installed nor one that can be fetched
   */
  ModelPack obtain(String id, ProgressListener progress) {
    // The pack lite may be there and want to be renewed.
    return id.equals(LitePack.ID)
        ? LitePack.install(store, progress)
        : store.find(id).orElseThrow(() -> missing(id));
  }

  /**
   * A pack, fetched first if it is missing.
   *
   * @param from a web server's folder that holds the pack
   * @throws FailedException if nothing says where to fetch it from
   */
  public ModelPack pull(String id, Optional<String> from, ProgressListener progress) {
    Optional<String> folder = from.or(() -> mirror(id));
    if (folder.isPresent() && !id.equals(LitePack.ID)) {
      return PackMirror.at(folder.get()).install(id, store, progress);
    }
    return obtain(id, progress);
  }

  /** Where this machine's packs come from, if that is set. */
  private static Optional<String> mirror(String id) {
    return Optional.ofNullable(System.getenv(MIRROR))
        .filter(base -> !base.isBlank())
        .map(base -> base.replaceAll("/+$", "") + "/" + id);
  }

  private FailedException missing(String id) {
    return new FailedException(
        "pack %s: expected a folder, one of %s installed in %s, or %s, which can be fetched; others are made from checkpoints by tools/export/export.py, or pulled with --from URL or %s"
            .formatted(id, store.installed(), store.root(), LitePack.ID, MIRROR));
  }
}
