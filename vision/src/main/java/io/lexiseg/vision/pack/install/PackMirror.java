package io.lexiseg.vision.pack.install;

import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.PackStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pack's folder on a web server: {@code pack.json}, and beside it the files that it lists. Files
 * are fetched into {@code downloads/<id>} of the store, where an interrupted fetch goes on. They
 * become a pack when all of them have the sizes and digests that {@code pack.json} declares.
 */
public final class PackMirror {
  private static final long MOST_DESCRIPTION_BYTES = 1 << 20;

  private final URI folder;
  private final WebRequests web = WebRequests.anonymous();

  private PackMirror(URI folder) {
    this.folder = folder;
  }

  /**
   * A mirror.
   *
   * @param folder {@code http} or {@code https}; a file's address is this, {@code /} and its name
   * @throws IllegalArgumentException if it is no such address
   */
  public static PackMirror at(String folder) {
    String text = folder.endsWith("/") ? folder : folder + "/";
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && text.matches("https?://.*")) {
        return new PackMirror(uri);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expectedAddress(folder), e);
    }
    throw new IllegalArgumentException(expectedAddress(folder));
  }

  private static String expectedAddress(String found) {
    return "expected http:// or https:// and the address of a pack's folder, got '" + found + "'";
  }

  /**
   * The installed pack of that id; where there is none yet, it is fetched first.
   *
   * @param progress hears of bytes
   * @throws InstallException if the server cannot be reached, or offers something else; what has
   *     been fetched stays for another try
   * @throws InvalidPackException if {@code pack.json} is wrong
   */
  public ModelPack install(String id, PackStore store, ProgressListener progress) {
    Path downloads = store.root().resolve("downloads").resolve(id);
    Optional<ModelPack> installed = store.find(id);
    if (installed.isPresent()) {
      return installed.get();
    }
    ModelPack pack = store.install(id, partial -> fill(id, downloads, partial, progress));
    pack.check();
    return pack;
  }

  private void fill(String id, Path downloads, Path partial, ProgressListener progress)
      throws IOException {
    Files.createDirectories(downloads);
    Path description = partial.resolve(ModelPack.FILE_NAME);
    Download.document(web, address(ModelPack.FILE_NAME), description, MOST_DESCRIPTION_BYTES);
    ModelPack pack = ModelPack.load(partial);
    if (!pack.id().equals(id)) {
      throw new InstallException("%s: expected pack %s, got %s".formatted(folder, id, pack.id()));
    }
    fetch(pack, downloads, progress);
    for (PackFile file : pack.files()) {
      Path target = partial.resolve(file.name());
      Files.createDirectories(target.getParent());
      Files.move(downloads.resolve(file.sha256()), target);
    }
    Files.delete(downloads);
  }

  /** Every file, or the reasons of all that are not what was promised. */
  private void fetch(ModelPack pack, Path downloads, ProgressListener progress) throws IOException {
    requireSpace(pack, downloads);
    List<String> problems = new ArrayList<>();
    for (PackFile file : pack.files()) {
      Download.Promise promise =
          new Download.Promise(file.name(), file.sizeBytes(), file.sha256(), true);
      new Download(web, address(file.name()), promise, downloads, progress)
          .run()
          .ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new InstallException(
          "pack %s from %s: %s".formatted(pack.id(), folder, String.join("; ", problems)));
    }
  }

  private static void requireSpace(ModelPack pack, Path downloads) throws IOException {
    long required = pack.files().stream().mapToLong(PackFile::sizeBytes).sum();
    long usable = Files.getFileStore(downloads).getUsableSpace();
    if (usable < required) {
      throw new InstallException(
          "pack %s: expected %d MB of free disk space in %s, found %d MB; free some, or set %s to a folder on another disk"
              .formatted(
                  pack.id(),
                  required / 1_000_000,
                  downloads,
                  usable / 1_000_000,
                  PackStore.ENVIRONMENT));
    }
  }

  private URI address(String name) {
    return folder.resolve(name);
  }
}
