package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.failure.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pictures from files, sorted by name, each captured byte for byte, broken ones included; those
 * near 16 MiB and larger stay in their file.
 */
public final class FolderCamera implements Camera {
  /** Larger ones do not fit into a record of Kafka with the fields around them. */
  private static final int MOST_BYTES = (16 << 20) - (64 << 10);

  private final String id;
  private final Path place;
  private final Iterator<Path> files;
  private final Consumer<String> problems;

  private FolderCamera(String id, Path place, Iterator<Path> files, Consumer<String> problems) {
    this.id = id;
    this.place = place;
    this.files = files;
    this.problems = problems;
  }

  /**
   * Opens a folder, or a single picture.
   *
   * @param messages hears what of the folder is left out
   * @param problems hears of each file that cannot be read and is left out therefore
   * @throws FailedException if there is no such place, or no picture in it
   */
  public static FolderCamera open(
      String id, Path place, Consumer<String> messages, Consumer<String> problems) {
    PictureFolder folder = PictureFolder.of(place);
    folder.remarks().forEach(messages);
    return new FolderCamera(id, place, folder.files().iterator(), problems);
  }

  /** A file's name without its extension. */
  public static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<Path> folder() {
    Path absolute = place.toAbsolutePath().normalize();
    return Optional.ofNullable(Files.isDirectory(place) ? absolute : absolute.getParent());
  }

  @Override
  public Optional<CapturedImage> next() {
    while (files.hasNext()) {
      Path file = files.next();
      try {
        return Optional.of(captured(file));
      } catch (IOException e) {
        problems.accept("%s: cannot be read: %s".formatted(file, FileProblem.of(e)));
      }
    }
    return Optional.empty();
  }

  private static CapturedImage captured(Path file) throws IOException {
    return Files.size(file) > MOST_BYTES
        ? CapturedImage.inFile(nameOf(file), file)
        : new CapturedImage(nameOf(file), Files.readAllBytes(file));
  }

  @Override
  public void close() {}
}
