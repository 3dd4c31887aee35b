package io.lexiseg.cli.failure;

/** What was asked for cannot be done; a command then ends with exit code 1. */
public final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what failed, where, what was expected and what was found. */
  public FailedException(String message) {
    super(message);
  }

  /** As above, with what caused it. */
  public FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
