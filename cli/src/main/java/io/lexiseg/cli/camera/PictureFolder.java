package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pictures of one place, by name, and what was left out of them.
 *
 * @param files JPEG, PNG and WebP files, the unreadable ones too; at least one
 * @param remarks for people: what else there is that was not taken, and why
 */
public record PictureFolder(List<Path> files, List<String> remarks) {
  /** Ends the names of masks that this project writes. */
  public static final String MASK = ".mask.png";

  /** Ends the names of overlays that this project writes. */
  public static final String OVERLAY = ".overlay.jpg";

  /** Begins the names of files that macOS puts beside others on foreign disks. */
  private static final String RESOURCE_FORK = "._";

  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp");
  private static final int MOST_NAMED = 3;

  /** Copies the lists. */
  public PictureFolder {
    files = List.copyOf(files);
    remarks = List.copyOf(remarks);
  }

  /**
   * Looks at a place.
   *
   * @param place a file, taken whatever it is, or a folder, whose own folders are not looked into
   * @throws FailedException if there is no such place, or no picture in it
   */
  public static PictureFolder of(Path place) {
    if (Files.isRegularFile(place)) {
      return new PictureFolder(List.of(place), List.of());
    }
    if (!Files.isDirectory(place)) {
      throw new FailedException(
          "%s: expected a picture or a folder of pictures, found nothing".formatted(place));
    }
    try (Stream<Path> listed = Files.list(place)) {
      return of(place, listed.sorted(Comparator.comparing(PictureFolder::name)).toList());
    } catch (IOException e) {
      throw new FailedException("%s: cannot list the folder".formatted(place), e);
    }
  }

  private static PictureFolder of(Path place, List<Path> entries) {
    List<Path> pictures = new ArrayList<>();
    List<Path> results = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        folders.add(entry);
      } else if (isPicture(entry) && !name(entry).startsWith(RESOURCE_FORK)) {
        (isResult(entry) ? results : pictures).add(entry);
      }
    }
    List<String> remarks = new ArrayList<>();
    remark(remarks, place, folders, "folders in it are not looked into; name them too: ");
    remark(remarks, place, results, "files are results of an earlier run and left out: ");
    if (pictures.isEmpty()) {
      throw new FailedException(
          "%s: expected pictures (*.jpg, *.jpeg, *.png, *.webp), found none%s"
              .formatted(place, remarks.isEmpty() ? "" : "; " + String.join("; ", remarks)));
    }
    return new PictureFolder(pictures, remarks);
  }

  private static void remark(List<String> remarks, Path place, List<Path> which, String text) {
    if (!which.isEmpty()) {
      List<String> named = which.stream().limit(MOST_NAMED).map(PictureFolder::name).toList();
      String more = which.size() > MOST_NAMED ? ", ..." : "";
      remarks.add(
          "%s: %d %s%s%s".formatted(place, which.size(), text, String.join(", ", named), more));
    }
  }

  private static boolean isResult(Path file) {
    return name(file).endsWith(MASK) || name(file).endsWith(OVERLAY);
  }

  static boolean isPicture(Path file) {
    String name = name(file);
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(extension);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
