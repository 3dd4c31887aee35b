package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.Hub;
import io.lexiseg.vision.pack.install.HubFile;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Installs packs made of checkpoints that lie on this machine, on a web server or on a hub. */
public final class EncoderInstaller {
  private static final String ADDRESS = "(?i)https?://.*";

  private final PackStore store;
  private final Hub hub;
  private final OnnxType storage;
  private final ProgressListener progress;

  /**
   * An installer.
   *
   * @param store where packs are kept, and downloads until they are packs
   * @param hub where published checkpoints are fetched from
   * @param storage {@link OnnxType#FLOAT32}, or {@link OnnxType#FLOAT16} for half the size
   * @param progress hears of bytes and networks
   */
  public EncoderInstaller(PackStore store, Hub hub, OnnxType storage, ProgressListener progress) {
    this.store = store;
    this.hub = hub;
    this.storage = storage;
    this.progress = progress;
  }

  /** Whether something to fetch from is the address of a web server's folder, not a checkpoint. */
  public static boolean isMirror(String from) {
    return from.matches(ADDRESS) && !from.replaceFirst("[?#].*$", "").endsWith(".safetensors");
  }

  /**
   * The installed pack, made first if it is not there. It appears complete or not at all.
   *
   * @param from files, folders and addresses of checkpoints; a checkpoint that is in none of them
   *     is fetched from the hub
   * @throws IllegalArgumentException if a checkpoint does not fit; the message names all tensors
   *     that are missing, unexpected or of another shape, or the one that is not finite
   * @throws InstallException if a checkpoint cannot be fetched; what has been fetched stays for
   *     another try
   */
  public ModelPack install(EncoderRecipe recipe, List<String> from) {
    Optional<ModelPack> installed = store.find(recipe.id());
    return installed.isPresent()
        ? installed.get()
        : store.install(recipe.id(), target -> make(recipe, from, target));
  }

  private void make(EncoderRecipe recipe, List<String> from, Path target) throws IOException {
    Path downloads = store.root().resolve("downloads").resolve(recipe.id());
    Map<Path, String> places = places(from, downloads);
    CheckpointSearch search = CheckpointSearch.over(recipe, List.copyOf(places.keySet()));
    // Both are looked for before the first is fetched.
    Found backbone = find(search.backbone(), places, recipe.backbone().sources(), downloads);
    Found clip = find(search.clip(), places, recipe.clip().sources(), downloads);
    requireSpace(recipe, List.of(backbone, clip));
    CheckpointFile weights = backbone.file().get();
    CheckpointFile towers = clip.file().get();
    try {
      EncoderMaker.make(recipe, weights, towers, storage, target, progress);
    } catch (IllegalArgumentException e) {
      Folders.delete(downloads); // complete, and wrong
      throw e;
    }
    Folders.delete(downloads);
  }

  /** Files and folders on this machine, each with what it is called. */
  private Map<Path, String> places(List<String> from, Path downloads) throws IOException {
    Map<Path, String> places = new LinkedHashMap<>();
    for (String place : from) {
      if (place.matches(ADDRESS)) {
        URI address = URI.create(place);
        // What follows the path may be a secret.
        String name = address.getScheme() + "://" + address.getHost() + address.getPath();
        places.put(checkpoint(hub.fetch(address, downloads, progress)), name);
      } else {
        places.put(Path.of(place), String.valueOf(Path.of(place).getFileName()));
      }
    }
    return places;
  }

  /** A fetched file, which is deleted if it is no checkpoint. */
  private static Path checkpoint(Path fetched) throws IOException {
    try {
      return Checkpoint.open(fetched).file();
    } catch (IllegalArgumentException e) {
      Files.delete(fetched);
      throw e;
    }
  }

  /**
   * A checkpoint that has been found, and is brought here when it is asked for.
   *
   * @param spaceBytes that it and the networks made of it take beyond what is here already
   */
  private record Found(long spaceBytes, Supplier<CheckpointFile> file) {}

  private Found find(
      Optional<Path> here, Map<Path, String> names, List<HubFile> sources, Path downloads)
      throws IOException {
    if (here.isPresent()) {
      Path file = here.get();
      String name = names.getOrDefault(file, file.getFileName().toString());
      return new Found(
          Files.size(file),
          () -> new CheckpointFile(file, "%s, sha256 %s".formatted(name, Checksums.sha256(file))));
    }
    HubFile located = hub.locate(sources);
    return new Found(
        hub.missingBytes(located, downloads) + located.sizeBytes(),
        () ->
            new CheckpointFile(
                hub.fetch(located, downloads, progress),
                "%s, sha256 %s".formatted(located, located.sha256())));
  }

  private void requireSpace(EncoderRecipe recipe, List<Found> checkpoints) throws IOException {
    long required = checkpoints.stream().mapToLong(Found::spaceBytes).sum();
    long usable = Files.getFileStore(store.root()).getUsableSpace();
    if (usable < required) {
      throw new InstallException(
          "pack %s: expected %d MB of free disk space in %s, found %d MB; free some, or set %s to a folder on another disk"
              .formatted(
                  recipe.id(),
                  required / 1_000_000,
                  store.root(),
                  usable / 1_000_000,
                  PackStore.ENVIRONMENT));
    }
  }
}
