package io.lexiseg.vision.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The packs of this machine: {@code packs/<id>} below one folder.
 *
 * <p><b>Threads:</b> safe; two processes that install the same pack wait for each other.
 */
public final class PackStore {
  /** Environment variable that names the folder. */
  public static final String ENVIRONMENT = "LEXISEG_CACHE";

  // A file lock keeps other processes out, but not the threads of this one.
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path root;

  private PackStore(Path root) {
    this.root = root;
  }

  /** Fills an empty folder with a pack, {@code pack.json} included. */
  @FunctionalInterface
  public interface Filler {
    /**
     * Writes the pack's files.
     *
     * @throws IOException if that fails; nothing is installed then
     */
    void fill(Path folder) throws IOException;
  }

  /** A store in that folder, which need not exist yet. */
  public static PackStore at(Path root) {
    return new PackStore(root);
  }

  /** The store of this user: {@code $LEXISEG_CACHE}, else {@code ~/.cache/lexiseg}. */
  public static PackStore standard() {
    return at(
        Optional.ofNullable(System.getenv(ENVIRONMENT))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "lexiseg")));
  }

  /** The folder that holds everything this store keeps. */
  public Path root() {
    return root;
  }

  /**
   * Where a pack lies, or would.
   *
   * @throws IllegalArgumentException if no pack can have that id
   */
  public Path folder(String id) {
    if (!PackDocument.isId(id)) {
      throw new IllegalArgumentException(
          "pack id: expected a-z, 0-9, '.', '_', '-', at most 64 letters, got '" + id + "'");
    }
    return packs().resolve(id);
  }

  /**
   * The encoder pack of that id, if it is installed.
   *
   * @throws InvalidPackException if it is there and wrong
   */
  public Optional<ModelPack> find(String id) {
    return find(id, ModelPack::load);
  }

  /**
   * The pack of that id, if it is installed.
   *
   * @param loader of the kind that is wanted
   * @throws InvalidPackException if it is there and wrong, or of another kind
   */
  public <P extends Pack> Optional<P> find(String id, Pack.Loader<P> loader) {
    Path folder = folder(id);
    return Files.isRegularFile(folder.resolve(Pack.FILE_NAME))
        ? Optional.of(loader.load(folder))
        : Optional.empty();
  }

  /**
   * The encoder pack in a folder, or the installed one of that id.
   *
   * @throws IllegalArgumentException if it is neither; the message says how to come by one
   * @throws InvalidPackException if it is there and wrong
   */
  public ModelPack open(String folderOrId) {
    return open(folderOrId, ModelPack::load);
  }

  /**
   * The pack in a folder, or the installed one of that id.
   *
   * @param loader of the kind that is wanted
   * @throws IllegalArgumentException if it is neither; the message says how to come by one
   * @throws InvalidPackException if it is there and wrong, or of another kind
   */
  public <P extends Pack> P open(String folderOrId, Pack.Loader<P> loader) {
    Path folder = Path.of(folderOrId);
    if (Files.isDirectory(folder)) {
      return loader.load(folder);
    }
    return find(folderOrId, loader)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pack %s: expected a folder or one of %s installed in %s, found neither; try: lexiseg models pull %s"
                        .formatted(folderOrId, installed(), root, folderOrId)));
  }

  /** Ids of the packs that are installed, sorted. */
  public List<String> installed() {
    if (!Files.isDirectory(packs())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(packs())) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(Pack.FILE_NAME)))
          .map(folder -> folder.getFileName().toString())
          .filter(PackDocument::isId)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the packs in " + packs(), e);
    }
  }

  /**
   * The pack of that id, made first if it is not installed. It appears complete or not at all.
   *
   * @param filler called at most once, with an empty folder beside the final place
   * @throws InvalidPackException if what was filled in is wrong or of another id
   * @throws UncheckedIOException if the filler or the disk fails
   */
  public ModelPack install(String id, Filler filler) {
    return install(id, pack -> true, filler);
  }

  /**
   * As {@link #install(String, Filler)}, and a pack that is installed but not good any more, or
   * whose description cannot be read, is made again and then replaced.
   *
   * @param good whether an installed pack stays
   */
  public ModelPack install(String id, Predicate<ModelPack> good, Filler filler) {
    return install(id, ModelPack::load, good, filler);
  }

  /**
   * As {@link #install(String, Predicate, Filler)}, of any kind. Nothing is written where a good
   * one is installed, so that the store may be read only.
   *
   * @param loader of the kind that is wanted
   */
  public <P extends Pack> P install(
      String id, Pack.Loader<P> loader, Predicate<P> good, Filler filler) {
    Path folder = folder(id);
    Optional<P> installed = installed(id, loader).filter(good);
    if (installed.isPresent()) {
      return installed.get();
    }
    try {
      Files.createDirectories(packs());
      synchronized (IN_THIS_PROCESS) {
        return installLocked(id, loader, good, filler);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install pack %s in %s".formatted(id, folder), e);
    }
  }

  private <P extends Pack> P installLocked(
      String id, Pack.Loader<P> loader, Predicate<P> good, Filler filler) throws IOException {
    Path lockFile = packs().resolve("." + id + ".lock");
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // held until the channel closes
      return installed(id, loader).filter(good).orElseGet(() -> fill(id, loader, filler));
    }
  }

  /** The installed pack, unless its description cannot be read. */
  private <P extends Pack> Optional<P> installed(String id, Pack.Loader<P> loader) {
    try {
      return find(id, loader);
    } catch (InvalidPackException e) {
      return Optional.empty();
    }
  }

  private <P extends Pack> P fill(String id, Pack.Loader<P> loader, Filler filler) {
    Path folder = folder(id);
    Path partial = packs().resolve("." + id + ".partial");
    try {
      try {
        delete(partial);
        Files.createDirectory(partial);
        filler.fill(partial);
        requireGood(id, loader.load(partial), partial);
        replace(id, partial, folder);
      } finally {
        delete(partial);
      }
      return loader.load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make pack %s in %s".formatted(id, partial), e);
    }
  }

  private static void requireGood(String id, Pack pack, Path partial) {
    if (!pack.id().equals(id)) {
      throw new InvalidPackException(
          partial, List.of("id: expected %s, got %s".formatted(id, pack.id())));
    }
    pack.verify();
  }

  private void replace(String id, Path partial, Path folder) throws IOException {
    Path former = packs().resolve("." + id + ".former");
    delete(former);
    if (Files.exists(folder)) {
      Files.move(folder, former, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    delete(former);
  }

  private Path packs() {
    return root.resolve("packs");
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
