package io.lexiseg.processor.vocabulary;

/** A command asks for what is not allowed; it changes nothing and is answered with the reason. */
final class RefusedCommandException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says what was expected and found. */
  RefusedCommandException(String message) {
    super(message);
  }
}
