package io.lexiseg.cli.failure;

/** The arguments of a command contradict each other or make no sense; the exit code is 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which option, what was expected and what was found. */
  public UsageException(String message) {
    super(message);
  }
}
