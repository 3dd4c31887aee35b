package io.lexiseg.indexbuilder.job;

/** A batch that is not as it was written. */
final class DamagedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedBatchException(String message) {
    super(message);
  }
}
