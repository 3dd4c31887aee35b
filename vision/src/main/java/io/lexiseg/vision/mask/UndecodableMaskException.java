package io.lexiseg.vision.mask;

import org.jspecify.annotations.Nullable;

/** Bytes that do not hold a mask; the message says what was expected and what was found. */
public final class UndecodableMaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that holds expected and found. */
  public UndecodableMaskException(String message) {
    super(message);
  }

  /** Creates the exception with a message and the failure behind it. */
  public UndecodableMaskException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
