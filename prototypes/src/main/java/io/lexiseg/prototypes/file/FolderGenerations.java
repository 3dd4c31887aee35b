package io.lexiseg.prototypes.file;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Several generations in one index folder. The first may lie in the folder itself; later ones lie
 * in {@code generations/N}. The file {@code published} holds the number of the one in use; without
 * it the folder itself is in use. Publishing replaces that file in one atomic rename.
 *
 * <p><b>Threads:</b> any number, of several processes too: a lock guards the switch, and a number
 * is only ever replaced by a higher one. <b>Errors:</b> a disk that refuses is an {@link
 * UnavailableException}.
 */
public final class FolderGenerations {
  private static final String PUBLISHED = "published";
  private static final String GENERATIONS = "generations";
  private static final String LOCK = ".lock";
  private static final String NUMBER = "[1-9][0-9]{0,8}";

  private final Path folder;

  private FolderGenerations(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Those in a folder, which need not exist. */
  public static FolderGenerations in(Path folder) {
    return new FolderGenerations(folder);
  }

  /**
   * Where the generation lies that is in use.
   *
   * @throws IllegalStateException if the file that says so is damaged
   */
  public Path published() {
    OptionalInt number = publishedNumber();
    return number.isPresent() ? generation(number.getAsInt()) : folder;
  }

  /** The number that the next generation gets, at least 1. */
  public int next() {
    int highest = publishedNumber().orElse(0);
    if (Files.exists(folder.resolve(FileManifest.NAME))) {
      highest = Math.max(highest, FilePrototypeIndex.manifest(folder).generation());
    }
    for (Path other : entries()) {
      String name = String.valueOf(other.getFileName());
      if (name.matches(NUMBER)) {
        highest = Math.max(highest, Integer.parseInt(name));
      }
    }
    return highest + 1;
  }

  /**
   * Starts a generation beside those there are.
   *
   * @throws IllegalArgumentException if it is there already
   */
  public PrototypeIndexWriter add(IndexDescription description, ComponentType prototypeType) {
    PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(
            generation(description.generation()), description, prototypeType);
    return new PrototypeIndexWriter() {
      @Override
      public IndexDescription description() {
        return writer.description();
      }

      @Override
      public void add(String noun, float[] key, float[] prototype) {
        writer.add(noun, key, prototype);
      }

      @Override
      public IndexManifest publish(Map<String, String> learnt) {
        IndexManifest manifest = writer.publish(learnt);
        switchTo(manifest.generation());
        return manifest;
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  /**
   * Removes a generation, and what interrupted writers of it left.
   *
   * @throws IllegalArgumentException if it is in use
   */
  public void drop(int generation) {
    if (publishedNumber().equals(OptionalInt.of(generation))) {
      throw new IllegalArgumentException(
          "prototype index %s: expected a generation that is not published, got %d"
              .formatted(folder, generation));
    }
    for (Path entry : entries()) {
      String name = String.valueOf(entry.getFileName());
      if (name.equals(Integer.toString(generation)) || name.startsWith("." + generation + ".")) {
        delete(entry);
      }
    }
  }

  private void switchTo(int generation) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      int before = publishedNumber().orElse(0);
      if (!lock.isValid() || before >= generation) {
        throw new IllegalStateException(
            "prototype index %s: expected to publish a generation above %d, got %d"
                .formatted(folder, before, generation));
      }
      writeNumber(generation);
    } catch (IOException e) {
      throw refused("publish", e);
    }
  }

  private void writeNumber(int generation) throws IOException {
    Path written = folder.resolve("." + PUBLISHED + "-" + UUID.randomUUID());
    try (DataFile file = new DataFile(written)) {
      file.putBytes(Integer.toString(generation).getBytes(StandardCharsets.UTF_8));
      file.finish();
    }
    Files.move(
        written,
        folder.resolve(PUBLISHED),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    FilePrototypeIndexWriter.force(folder);
  }

  private OptionalInt publishedNumber() {
    Path file = folder.resolve(PUBLISHED);
    try {
      String text = Files.readString(file).strip();
      if (!text.matches(NUMBER)) {
        throw new IllegalStateException(
            "%s: expected the number of a generation, found '%s'"
                .formatted(file, text.substring(0, Math.min(20, text.length()))));
      }
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    } catch (IOException e) {
      throw refused("read", e);
    }
  }

  private Path generation(int number) {
    return folder.resolve(GENERATIONS).resolve(Integer.toString(number));
  }

  private List<Path> entries() {
    Path generations = folder.resolve(GENERATIONS);
    if (!Files.isDirectory(generations)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(generations)) {
      return entries.toList();
    } catch (IOException e) {
      throw refused("read", e);
    }
  }

  private void delete(Path tree) {
    try (Stream<Path> entries = Files.walk(tree)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    } catch (IOException e) {
      throw refused("clean", e);
    }
  }

  private UnavailableException refused(String verb, IOException cause) {
    return new UnavailableException(
        "prototype index: cannot %s %s: %s".formatted(verb, folder, cause), cause);
  }
}
