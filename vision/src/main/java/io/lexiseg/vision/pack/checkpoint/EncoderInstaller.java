package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Installs a pack made of checkpoints that lie on this machine or on a hub. */
public final class EncoderInstaller {
  private final PackStore store;
  private final OnnxType storage;
  private final ProgressListener progress;

  /**
   * An installer.
   *
   * @param store where the pack is kept
   * @param storage {@link OnnxType#FLOAT32}, or {@link OnnxType#FLOAT16} for half the size
   * @param progress hears of bytes and networks
   */
  public EncoderInstaller(PackStore store, OnnxType storage, ProgressListener progress) {
    this.store = store;
    this.storage = storage;
    this.progress = progress;
  }

  /** Whether it is an address on a web server. */
  public static boolean isAddress(String from) {
    return from.matches("(?i)https?://.*");
  }

  /** Whether a file or an address is that of a checkpoint, going by its name. */
  public static boolean isCheckpoint(String from) {
    return from.replaceFirst("[?#].*$", "").endsWith(".safetensors");
  }

  /**
   * The installed pack, made first if it is not there. It appears complete or not at all.
   *
   * @param from files and folders of checkpoints
   * @throws IllegalArgumentException if a checkpoint does not fit; the message names all tensors
   *     that are missing, unexpected or of another shape, or the one that is not finite
   * @throws InstallException if a checkpoint is in none of the places
   */
  public ModelPack install(EncoderRecipe recipe, List<String> from) {
    Optional<ModelPack> installed = store.find(recipe.id());
    return installed.isPresent()
        ? installed.get()
        : store.install(recipe.id(), target -> make(recipe, from, target));
  }

  private void make(EncoderRecipe recipe, List<String> from, Path target) throws IOException {
    List<Path> places = from.stream().map(Path::of).toList();
    CheckpointSearch search = CheckpointSearch.over(recipe, places);
    CheckpointFile backbone = local(search.backbone(), recipe.backbone().name());
    CheckpointFile clip = local(search.clip(), recipe.clip().name());
    EncoderMaker.make(recipe, backbone, clip, storage, target, progress);
  }

  private static CheckpointFile local(Optional<Path> file, String network) {
    Path found =
        file.orElseThrow(
            () -> new InstallException("%s: expected a checkpoint, got none".formatted(network)));
    return new CheckpointFile(
        found, "%s, sha256 %s".formatted(found.getFileName(), Checksums.sha256(found)));
  }
}
