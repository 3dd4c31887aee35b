package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.exemplar.ExemplarPixels;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.VocabularyCommand;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What an exemplar has to be like. Only what the command says is looked at, no file: what a
 * reference leads to is found out by those who need it.
 */
public final class ExemplarRules {
  /** Largest picture and mask of an exemplar that come with a command, bytes together. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final ReferenceSettings references;

  /** Creates rules. */
  public ExemplarRules(ReferenceSettings references) {
    this.references = references;
  }

  /**
   * Checks the exemplar of a command.
   *
   * @return its id
   * @throws RefusedCommandException if there is none, or it is not allowed
   */
  String accepted(VocabularyCommand command) {
    Exemplar exemplar =
        command
            .getExemplar()
            .orElseThrow(() -> new RefusedCommandException("exemplar: expected one, got none"));
    try {
      requireSize(exemplar);
      if (exemplar.getPicture() instanceof FrameReference reference) {
        requireAllowed(reference);
        requireRegion(exemplar.getRegion());
      } else {
        byte[] picture = ExemplarPixels.bytes((ByteBuffer) exemplar.getPicture());
        var unused = ExemplarPixels.decode(exemplar, picture);
      }
    } catch (RefusedCommandException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new RefusedCommandException("exemplar, " + e.getMessage());
    }
    return ExemplarId.of(exemplar);
  }

  private static void requireSize(Exemplar exemplar) {
    int bytes = size(exemplar.getPicture()) + size(exemplar.getRegion());
    if (bytes > MAX_BYTES) {
      throw new RefusedCommandException(
          "exemplar: expected at most %d bytes of picture and mask, got %d"
              .formatted(MAX_BYTES, bytes));
    }
  }

  private static int size(Object part) {
    return part instanceof ByteBuffer bytes ? bytes.remaining() : 0;
  }

  private void requireAllowed(FrameReference reference) {
    Path file = file(reference.getUri());
    if (references.roots().stream().noneMatch(root -> file.startsWith(root.normalize()))) {
      throw new RefusedCommandException(
          "exemplar, '%s': expected a file under one of %s"
              .formatted(reference.getUri(), references.roots()));
    }
    if (!SHA256.matcher(reference.getSha256()).matches()) {
      throw new RefusedCommandException(
          "exemplar, '%s': expected a SHA-256 of 64 lower-case hexadecimal digits, got %d characters"
              .formatted(reference.getUri(), reference.getSha256().length()));
    }
    if (reference.getSizeBytes() < 1 || reference.getSizeBytes() > references.maxBytes()) {
      throw new RefusedCommandException(
          "exemplar, '%s': expected 1 to %d bytes, got %d"
              .formatted(reference.getUri(), references.maxBytes(), reference.getSizeBytes()));
    }
  }

  private static Path file(String address) {
    try {
      URI uri = URI.create(address);
      if ("file".equalsIgnoreCase(uri.getScheme())) {
        return Path.of(uri).normalize();
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new RefusedCommandException(
          "exemplar, '%s': expected a file: address, %s".formatted(address, e.getMessage()));
    }
    throw new RefusedCommandException(
        "exemplar, '%s': expected a file: address".formatted(address));
  }

  /** As far as it can be judged without the picture. */
  private static void requireRegion(Object region) {
    if (!(region instanceof PictureBox box)) {
      var unused = ExemplarPixels.mask((ByteBuffer) region);
    } else if (box.getY() < 0 || box.getX() < 0 || box.getHeight() < 1 || box.getWidth() < 1) {
      throw new RefusedCommandException(
          "exemplar, box: expected at least one pixel inside the picture, got x %d, y %d, width %d, height %d"
              .formatted(box.getX(), box.getY(), box.getWidth(), box.getHeight()));
    }
  }
}
