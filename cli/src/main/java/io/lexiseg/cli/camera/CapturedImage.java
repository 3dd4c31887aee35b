package io.lexiseg.cli.camera;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One picture as a camera gave it, encoded.
 *
 * <p><b>Ownership:</b> the bytes are kept, not copied; nobody may write to them afterwards.
 */
public final class CapturedImage {
  private final String name;
  private final byte[] encoded;
  private final Optional<Path> file;

  /**
   * Wraps the bytes of a picture.
   *
   * @param name what files made from this picture are called, without extension; no separators
   * @param encoded JPEG, PNG or WebP, or whatever a broken file holds; kept
   */
  public CapturedImage(String name, byte[] encoded) {
    this(name, encoded, Optional.empty());
  }

  private CapturedImage(String name, byte[] encoded, Optional<Path> file) {
    if (name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException(
          "captured image: expected a name without separators, got '%s'".formatted(name));
    }
    this.name = name;
    this.encoded = Objects.requireNonNull(encoded, "encoded");
    this.file = file;
  }

  /** A picture that is too large to travel; its bytes stay in a file. */
  public static CapturedImage inFile(String name, Path file) {
    return new CapturedImage(name, new byte[0], Optional.of(file.toAbsolutePath()));
  }

  /** Where the bytes are when they are too large to travel; {@link #encoded} is empty then. */
  public Optional<Path> file() {
    return file;
  }

  /** What files made from this picture are called, without extension. */
  public String name() {
    return name;
  }

  /** The bytes themselves, not a copy; read only. */
  public byte[] encoded() {
    return encoded;
  }
}
