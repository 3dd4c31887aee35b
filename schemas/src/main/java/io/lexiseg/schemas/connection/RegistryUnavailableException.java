package io.lexiseg.schemas.connection;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry does not answer or fails; says nothing about the record at hand. */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a message that holds the topic and what was asked. */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
