package io.lexiseg.demo.broker;

/** The broker inside this process cannot start: its port is taken, its folder cannot be written. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a message that holds what, where, expected and found. */
  public BrokerException(String message) {
    super(message);
  }

  /** Creates one that keeps its cause. */
  public BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
