package io.lexiseg.vision.image;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that do not hold an image this project accepts; the message says what was expected and what
 * was found. It is the fault of these bytes alone, another image may well decode.
 */
public final class UndecodableImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that holds expected and found. */
  public UndecodableImageException(String message) {
    super(message);
  }

  /** Creates the exception with a message and the failure of the codec behind it. */
  public UndecodableImageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
