package io.lexiseg.processor.pace;

/**
 * A frame took so long that the clients of its stream thread need more time: replace the thread.
 */
public final class LimitsOutgrownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LimitsOutgrownException(String message) {
    super(message);
  }
}
