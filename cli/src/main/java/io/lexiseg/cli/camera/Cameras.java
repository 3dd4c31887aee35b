package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.connection.Redacted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Chooses the camera for an input named on the command line. */
public final class Cameras {
  private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+://.*");
  private static final Pattern DEVICE = Pattern.compile("device:\\d+");

  private Cameras() {}

  /**
   * Opens an input.
   *
   * @param input a picture, a folder of pictures, a video file, a URL that FFmpeg understands, or
   *     {@code device:N} for webcam N
   * @param messages hears what of a folder is left out
   * @param problems hears of each picture file that cannot be read and is left out therefore
   * @throws FailedException if it is none of these or cannot be opened
   */
  public static Camera open(
      String id, String input, Consumer<String> messages, Consumer<String> problems) {
    if (URL.matcher(input).matches() || DEVICE.matcher(input).matches()) {
      return VideoCamera.open(id, input);
    }
    Path place = path(input);
    if (!Files.exists(place)) {
      throw new FailedException(
          "%s: expected a picture, a folder of pictures, a video, a URL or device:N, found nothing"
              .formatted(Redacted.address(input)));
    }
    if (Files.isDirectory(place) || PictureFolder.isPicture(place)) {
      return FolderCamera.open(id, place, messages, problems);
    }
    return VideoCamera.open(id, input);
  }

  /** A camera id for an input nobody named: the last part of it, reduced to letters and digits. */
  public static String idFor(String input) {
    String last = Redacted.address(input).replaceAll("[?#].*$", "").replaceAll("[/\\\\]+$", "");
    last = last.substring(Math.max(last.lastIndexOf('/'), last.lastIndexOf('\\')) + 1);
    String id = last.replaceAll("\\.[A-Za-z0-9]{1,5}$", "").replaceAll("[^A-Za-z0-9_-]+", "-");
    id = id.replaceAll("^-+|-+$", "");
    return id.isEmpty() ? "camera" : id;
  }

  private static Path path(String input) {
    try {
      return Path.of(input);
    } catch (InvalidPathException e) {
      throw new FailedException(
          "%s: expected a path or a URL".formatted(Redacted.address(input)), e);
    }
  }
}
