package io.lexiseg.cli.tensorrt;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.failure.FileProblem;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Puts NVIDIA's libraries, taken from archives, into one folder. The folder appears complete or not
 * at all; two processes wait for each other.
 */
final class NativesInstaller {
  /** Folder for the jars that the plan builder runs with, below that of the libraries. */
  static final String BINDINGS = "builder";

  private static final int BUFFER_BYTES = 1 << 20;

  private final List<Archive> archives;
  private final List<String> bindings;
  private final Copying copying;

  /** Writes what a stream holds into a new file. */
  @FunctionalInterface
  interface Copying {
    /**
     * Copies.
     *
     * @return bytes written
     * @throws IOException if the archive is damaged or the disk is full
     */
    long copy(InputStream from, Path to) throws IOException;
  }

  NativesInstaller(List<Archive> archives, List<String> bindings, Copying copying) {
    this.archives = List.copyOf(archives);
    this.bindings = List.copyOf(bindings);
    this.copying = copying;
  }

  /**
   * Prepares to install TensorRT 8.6.1.
   *
   * @param runtimeOnly whether what only building plans needs is left out, 1 GB
   */
  static NativesInstaller of(boolean runtimeOnly, ProgressListener progress) {
    return new NativesInstaller(
        runtimeOnly ? Archive.ALL.stream().map(Archive::runtimeOnly).toList() : Archive.ALL,
        runtimeOnly ? List.of() : Archive.BINDINGS,
        (from, to) -> copy(from, to, progress));
  }

  /** Whether a folder holds all that would be installed. */
  boolean isIn(Path folder) {
    return libraries().entrySet().stream()
            .allMatch(library -> size(folder.resolve(library.getKey())) == library.getValue())
        && bindings.stream()
            .allMatch(jar -> Files.isRegularFile(folder.resolve(BINDINGS).resolve(jar)))
        && Files.isRegularFile(folder.resolve("libcudart.so"));
  }

  /**
   * Installs, unless it is there already.
   *
   * @param files among which the archives are
   * @throws FailedException if an archive is missing or damaged, or the disk is full; the folder is
   *     as it was then
   */
  void install(Path folder, List<Path> files) {
    Path target = folder.toAbsolutePath().normalize();
    Path parent = target.resolveSibling("");
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
    try {
      Files.createDirectories(parent);
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // held until the channel closes
        if (isIn(target)) {
          return;
        }
        Folders.delete(partial); // of one that was killed
        try {
          requireSpace(parent);
          Files.createDirectory(partial);
          fill(partial, files);
          replace(partial, target);
        } finally {
          Folders.delete(partial);
        }
      }
    } catch (IOException e) {
      throw new FailedException(
          "cannot install TensorRT's libraries in %s: %s".formatted(target, FileProblem.of(e)), e);
    }
  }

  private void fill(Path partial, List<Path> files) throws IOException {
    for (Archive archive : archives) {
      unpack(archive, find(archive.name(), files), partial);
    }
    // The loader of DJL asks for the name without a version.
    Files.createSymbolicLink(partial.resolve("libcudart.so"), Path.of("libcudart.so.12"));
    if (!bindings.isEmpty()) {
      Path jars = Files.createDirectory(partial.resolve(BINDINGS));
      for (String jar : bindings) {
        Files.copy(find(jar, files), jars.resolve(jar));
      }
    }
  }

  private void unpack(Archive archive, Path file, Path partial) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Map.Entry<String, Long> library : archive.libraries().entrySet()) {
        ZipEntry entry = zip.getEntry(archive.folder() + library.getKey());
        if (entry == null) {
          throw damaged(file, library.getKey() + " in it", "none");
        }
        CRC32 sum = new CRC32(); // reading alone does not compare it
        long copied;
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
          copied = copying.copy(in, partial.resolve(library.getKey()));
        }
        if (copied != library.getValue()) {
          throw damaged(
              file, "%s of %d bytes".formatted(library.getKey(), library.getValue()), copied);
        }
        if (sum.getValue() != entry.getCrc()) {
          throw damaged(file, "%s as it was packed".formatted(library.getKey()), "other bytes");
        }
      }
    } catch (ZipException e) {
      throw damaged(file, "a whole archive", String.valueOf(e.getMessage()));
    } catch (EOFException e) {
      throw damaged(file, "a whole archive", "one that is cut short");
    }
  }

  private static FailedException damaged(Path file, String expected, Object found) {
    return new FailedException(
        "%s: expected %s, got %s; delete the file and try again".formatted(file, expected, found));
  }

  private static Path find(String name, List<Path> files) {
    return files.stream()
        .filter(file -> file.getFileName().toString().equals(name))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () -> new FailedException("expected %s, found only %s".formatted(name, files)));
  }

  private void requireSpace(Path folder) throws IOException {
    long needed = archives.stream().mapToLong(Archive::sizeBytes).sum();
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new FailedException(
          "%s: expected %d MB free for TensorRT's libraries, found %d MB; LEXISEG_TENSORRT names another folder"
              .formatted(folder, needed / 1_000_000, free / 1_000_000));
    }
  }

  private static void replace(Path partial, Path target) throws IOException {
    Path former = target.resolveSibling("." + target.getFileName() + ".former");
    Folders.delete(former);
    if (Files.exists(target)) {
      Files.move(target, former, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    Folders.delete(former);
  }

  /** All of them with their sizes in bytes. */
  Map<String, Long> libraries() {
    Map<String, Long> all = new TreeMap<>();
    archives.forEach(archive -> all.putAll(archive.libraries()));
    return all;
  }

  private static long size(Path file) {
    return Optional.of(file).filter(Files::isRegularFile).map(f -> f.toFile().length()).orElse(-1L);
  }

  private static long copy(InputStream from, Path to, ProgressListener progress)
      throws IOException {
    String step = "unpack " + to.getFileName();
    byte[] buffer = new byte[BUFFER_BYTES];
    long copied = 0;
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        copied += read;
        progress.progressed(step, copied, 0);
      }
      out.force(true);
    }
    return copied;
  }
}
