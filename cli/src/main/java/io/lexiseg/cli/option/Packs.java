package io.lexiseg.cli.option;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.checkpoint.EncoderInstaller;
import io.lexiseg.vision.pack.checkpoint.EncoderRecipe;
import io.lexiseg.vision.pack.diffusers.GeneratorMaker;
import io.lexiseg.vision.pack.diffusers.GeneratorModel;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.install.Hub;
import io.lexiseg.vision.pack.install.PackMirror;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.shipped.EncoderPacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    // One that can be had may be there and want to be renewed.
    return EncoderPacks.OBTAINABLE.contains(id)
        ? EncoderPacks.open(store, id, progress)
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
    if (folder.isPresent() && !EncoderPacks.OBTAINABLE.contains(id)) {
      return PackMirror.at(folder.get()).install(id, store, progress);
    }
    return obtain(id, progress);
  }

  /**
   * A generator, made of a published folder if it is not installed.
   *
   * @param from a folder of the diffusers library
   * @param half whether weights are kept in 16 bits
   * @throws FailedException if it has to be made and no folder is named
   */
  public GeneratorPack make(
      GeneratorModel model, Optional<String> from, boolean half, ProgressListener progress) {
    Optional<GeneratorPack> installed = store.find(model.id(), GeneratorPack::load);
    if (installed.isPresent()) {
      return installed.get();
    }
    Path folder = from.map(Path::of).orElseThrow(() -> missing(model));
    OnnxType storage = half ? OnnxType.FLOAT16 : OnnxType.FLOAT32;
    return store.install(
        model.id(),
        GeneratorPack::load,
        pack -> true,
        target -> GeneratorMaker.make(folder, model, storage, target, progress));
  }

  /**
   * Whether a pack comes whole from a web server: from an address that is no checkpoint's, or from
   * the one that is set for this machine.
   *
   * @param from what was named to fetch from
   */
  public boolean isMirrored(List<String> from) {
    return from.isEmpty()
        ? mirror("").isPresent()
        : from.size() == 1 && EncoderInstaller.isMirror(from.get(0));
  }

  /**
   * An encoder pack, made of published checkpoints if it is not installed.
   *
   * @param from files, folders and addresses of checkpoints; what is in none of them is fetched
   *     from the hub
   * @param half whether weights are kept in 16 bits
   */
  public ModelPack make(
      EncoderRecipe recipe, List<String> from, boolean half, ProgressListener progress) {
    OnnxType storage = half ? OnnxType.FLOAT16 : OnnxType.FLOAT32;
    return new EncoderInstaller(store, Hub.standard(), storage, progress).install(recipe, from);
  }

  private static FailedException missing(GeneratorModel model) {
    return new FailedException(
        "generator %s: expected --from DIR, a copy of %s in the layout of the diffusers library, got none; pulling it from the hub is not possible yet"
            .formatted(model.id(), model.repository()));
  }

  /** Where this machine's packs come from, if that is set. */
  private static Optional<String> mirror(String id) {
    return Optional.ofNullable(System.getenv(MIRROR))
        .filter(base -> !base.isBlank())
        .map(base -> base.replaceAll("/+$", "") + "/" + id);
  }

  private FailedException missing(String id) {
    return new FailedException(
        "pack %s: expected a folder, one of %s installed in %s, or one of %s, which can be had; try: lexiseg models pull %s; others are made with --backbone and --clip of checkpoints, or pulled with --from URL or %s"
            .formatted(
                id,
                store.installed(),
                store.root(),
                EncoderPacks.OBTAINABLE,
                EncoderRecipe.all().stream()
                    .map(EncoderRecipe::id)
                    .collect(Collectors.joining("|")),
                MIRROR));
  }
}
