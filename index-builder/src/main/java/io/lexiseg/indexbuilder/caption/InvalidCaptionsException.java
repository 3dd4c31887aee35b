package io.lexiseg.indexbuilder.caption;

/** A file of captions that cannot be used; the message says where and what was expected. */
public final class InvalidCaptionsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * Reports a file.
   *
   * @param message what was expected where, and what was found
   */
  public InvalidCaptionsException(String message) {
    super(message);
  }

  /**
   * Reports a file.
   *
   * @param message what was expected where, and what was found
   * @param cause of a parser
   */
  public InvalidCaptionsException(String message, Throwable cause) {
    super(message, cause);
  }
}
