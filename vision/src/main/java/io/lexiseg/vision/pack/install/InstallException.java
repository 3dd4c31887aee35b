package io.lexiseg.vision.pack.install;

/**
 * Something that has to be fetched could not be: the message says what, what was wrong and what
 * helps. Nothing unfinished is left behind.
 */
public final class InstallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what failed and what helps. */
  public InstallException(String message) {
    super(message);
  }

  /** Says what failed and what helps, keeping the cause. */
  public InstallException(String message, Throwable cause) {
    super(message, cause);
  }
}
