package io.lexiseg.indexbuilder.job;

import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes files that are there whole or not at all, whenever the process or the machine stops. */
@FunctionalInterface
interface Disk {
  /** The disk as it is. */
  Disk REAL =
      (channel, bytes) -> {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      };

  /** Ending of files that are being written; such files are never read. */
  String UNFINISHED = ".tmp";

  /** Writes all bytes; a test's disk may be full. */
  void write(FileChannel channel, ByteBuffer bytes) throws IOException;

  /**
   * Writes a file beside its place, through to the disk, and renames it.
   *
   * @throws UnavailableException if the disk refuses; the place is as it was
   */
  default void replace(Path file, byte[] content) {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        write(channel, ByteBuffer.wrap(content));
        channel.force(true);
      }
      move(unfinished, file);
    } catch (IOException e) {
      discard(unfinished, e);
      throw refused("write", file, e);
    }
  }

  /**
   * As {@link #replace}, but what was written may be lost when the machine stops: for files that
   * can be made again.
   */
  default void replaceSoon(Path file, byte[] content) {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      Files.write(unfinished, content);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(unfinished, e);
      throw refused("write", file, e);
    }
  }

  private static void discard(Path unfinished, IOException cause) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Renames at once and makes the new name durable. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(to.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  /** Makes what was written to a file durable. */
  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Removes a file or a folder with all it holds, if it is there. */
  static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw refused("remove", path, e);
    }
  }

  /** What a folder holds, sorted by name. */
  static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw refused("list", folder, e);
    } catch (UncheckedIOException e) {
      throw refused("list", folder, new IOException(e));
    }
  }

  /** The disk or its owner does not allow what must be done. */
  static UnavailableException refused(String verb, Path path, IOException cause) {
    return new UnavailableException(
        "index build: cannot %s %s: %s; what was made before is kept".formatted(verb, path, cause),
        cause);
  }
}
