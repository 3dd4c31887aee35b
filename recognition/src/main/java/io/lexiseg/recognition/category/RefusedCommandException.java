package io.lexiseg.recognition.category;

/** A command asks for what is not allowed; it changes nothing and is answered with the reason. */
public final class RefusedCommandException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says what was expected and found. */
  public RefusedCommandException(String message) {
    super(message);
  }
}
