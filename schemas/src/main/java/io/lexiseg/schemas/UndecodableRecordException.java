package io.lexiseg.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** The bytes of one record are not what its topic holds; other records are not affected. */
public final class UndecodableRecordException extends SerializationException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a message that holds topic, expected and found. */
  public UndecodableRecordException(String message) {
    super(message);
  }

  /** Creates one that keeps its cause. */
  public UndecodableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
