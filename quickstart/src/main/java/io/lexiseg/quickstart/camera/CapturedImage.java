package io.lexiseg.quickstart.camera;

import java.util.Objects;

/**
 * One picture as a camera gave it, encoded.
 *
 * <p><b>Ownership:</b> the bytes are kept, not copied; nobody may write to them afterwards.
 */
public final class CapturedImage {
  private final String name;
  private final byte[] encoded;

  /**
   * Wraps the bytes of a picture.
   *
   * @param name what files made from this picture are called, without extension; no separators
   * @param encoded JPEG, PNG or WebP, or whatever a broken file holds; kept
   */
  public CapturedImage(String name, byte[] encoded) {
    if (name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException(
          "captured image: expected a name without separators, got '%s'".formatted(name));
    }
    this.name = name;
    this.encoded = Objects.requireNonNull(encoded, "encoded");
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
