package io.lexiseg.cli.vocabulary;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as parts of exemplars. */
public final class ExemplarFiles {
  private ExemplarFiles() {}

  /**
   * The bytes of a file.
   *
   * @throws FailedException if it cannot be read
   */
  public static ByteBuffer content(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    }
  }

  /**
   * The address of a file, with what tells whether it is still the same.
   *
   * @throws FailedException if it cannot be read
   */
  public static FrameReference reference(Path file) {
    byte[] bytes = content(file).array();
    try {
      String address = file.toRealPath().toUri().toString();
      return new FrameReference(address, Checksums.sha256(bytes), (long) bytes.length);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file), e);
    }
  }

  /** What an exemplar is made of, for people. */
  public static String description(Exemplar exemplar) {
    String picture =
        exemplar.getPicture() instanceof FrameReference reference
            ? reference.getUri()
            : "picture of %d bytes".formatted(((ByteBuffer) exemplar.getPicture()).remaining());
    return exemplar.getRegion() instanceof PictureBox box
        ? "%s, box %d,%d,%d,%d"
            .formatted(picture, box.getX(), box.getY(), box.getWidth(), box.getHeight())
        : picture + ", mask";
  }
}
