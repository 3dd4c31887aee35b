package io.lexiseg.indexbuilder.faiss;

/** Published files that cannot be imported; the message lists what was found wrong. */
public final class InvalidImportException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * Reports files.
   *
   * @param message what was expected where, and what was found
   */
  public InvalidImportException(String message) {
    super(message);
  }
}
