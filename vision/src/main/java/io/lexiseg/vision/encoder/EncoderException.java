package io.lexiseg.vision.encoder;

/** An encoder that could not give its result. */
public class EncoderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what failed. */
  public EncoderException(String message) {
    super(message);
  }

  /** Says what failed and why. */
  public EncoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
