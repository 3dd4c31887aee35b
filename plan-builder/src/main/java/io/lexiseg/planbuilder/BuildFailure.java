package io.lexiseg.planbuilder;

/** TensorRT did not build; the message says what it did not do. */
final class BuildFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  BuildFailure(String message) {
    this(1, message);
  }

  BuildFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
