package io.lexiseg.vision.encoder.plan;

/** A plan that must not be loaded here; the message says what was expected and found. */
public final class UnfitPlanException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Says where, what was expected and what was found. */
  public UnfitPlanException(String message) {
    super(message);
  }

  /** Says the same, with a cause. */
  public UnfitPlanException(String message, Throwable cause) {
    super(message, cause);
  }
}
