package io.lexiseg.quickstart.cli;

/** A command could not do its work; the exit code is 1. */
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
