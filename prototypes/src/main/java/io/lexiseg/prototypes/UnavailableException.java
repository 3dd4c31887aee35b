package io.lexiseg.prototypes;

/**
 * The index cannot answer now although nothing is wrong with the question; trying again may help.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what did not answer, where, and what it said. */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what did not answer and where. */
  public UnavailableException(String message) {
    super(message);
  }
}
