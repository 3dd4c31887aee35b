package io.lexiseg.quickstart.camera;

import io.lexiseg.quickstart.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pictures from files, sorted by name, each captured byte for byte, broken ones included; those
 * near 16 MiB and larger stay in their file.
 */
public final class FolderCamera implements Camera {
  /** Larger ones do not fit into a record of Kafka with the fields around them. */
  private static final int MOST_BYTES = (16 << 20) - (64 << 10);

  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp");

  private final String id;
  private final Iterator<Path> files;

  private FolderCamera(String id, List<Path> files) {
    this.id = id;
    this.files = files.iterator();
  }

  /**
   * Opens a folder, or a single picture.
   *
   * @throws FailedException if there is no such place, or no picture in it
   */
  public static FolderCamera open(String id, Path place) {
    return new FolderCamera(id, pictures(place));
  }

  /** The pictures at a place: a file itself, or a folder's JPEG, PNG and WebP files by name. */
  public static List<Path> pictures(Path place) {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      throw new FailedException(
          "%s: expected a picture or a folder of pictures, found nothing".formatted(place));
    }
    try (Stream<Path> entries = Files.list(place)) {
      List<Path> files =
          entries
              .filter(file -> Files.isRegularFile(file) && isPicture(file))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
      if (files.isEmpty()) {
        throw new FailedException(
            "%s: expected pictures (*.jpg, *.jpeg, *.png, *.webp), found none".formatted(place));
      }
      return files;
    } catch (IOException e) {
      throw new FailedException("%s: cannot list the folder".formatted(place), e);
    }
  }

  static boolean isPicture(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(extension);
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
  public Optional<CapturedImage> next() {
    if (!files.hasNext()) {
      return Optional.empty();
    }
    Path file = files.next();
    try {
      return Optional.of(
          Files.size(file) > MOST_BYTES
              ? CapturedImage.inFile(nameOf(file), file)
              : new CapturedImage(nameOf(file), Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new FailedException("%s: cannot read the picture".formatted(file), e);
    }
  }

  @Override
  public void close() {}
}
