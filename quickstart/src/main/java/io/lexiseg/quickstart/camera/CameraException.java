package io.lexiseg.quickstart.camera;

/** A source of pictures cannot be opened or read. */
public final class CameraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which source, what was expected and what was found. */
  public CameraException(String message) {
    super(message);
  }

  /** As above, with what caused it. */
  public CameraException(String message, Throwable cause) {
    super(message, cause);
  }
}
