package io.lexiseg.schemas.decoding;

/** A schema or bytes that no record can be read from. */
public final class MalformedAvroException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was expected and found. */
  public MalformedAvroException(String message) {
    super(message);
  }

  /** Keeps its cause. */
  public MalformedAvroException(String message, Throwable cause) {
    super(message, cause);
  }
}
