package io.lexiseg.demo.registry;

/** A request the registry refuses, with the answer's HTTP status and Confluent's error code. */
final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int CODE_DIGITS = 100;
  private static final int FIRST_LONG_CODE = 1000;

  private final int code;

  private RegistryException(int code, String message) {
    super(message);
    this.code = code;
  }

  static RegistryException subjectNotFound(String subject) {
    return new RegistryException(40401, "Subject '%s' not found.".formatted(subject));
  }

  static RegistryException versionNotFound(String version) {
    return new RegistryException(40402, "Version %s not found.".formatted(version));
  }

  static RegistryException schemaNotFound(String what) {
    return new RegistryException(40403, "Schema %s not found.".formatted(what));
  }

  static RegistryException levelNotConfigured(String subject) {
    return new RegistryException(
        40408, "Subject '%s' has no compatibility level of its own.".formatted(subject));
  }

  static RegistryException invalidSchema(String reason) {
    return new RegistryException(42201, "Invalid schema: " + reason);
  }

  static RegistryException invalidVersion(String version) {
    return new RegistryException(
        42202, "Expected a version number from 1 or 'latest', got '%s'.".formatted(version));
  }

  static RegistryException invalidLevel(String level) {
    return new RegistryException(42203, "Invalid compatibility level '%s'.".formatted(level));
  }

  static RegistryException incompatible(String subject, String reason) {
    return new RegistryException(
        409, "Schema is incompatible with subject '%s': %s".formatted(subject, reason));
  }

  static RegistryException badRequest(String reason) {
    return new RegistryException(400, reason);
  }

  static RegistryException noSuchResource(String method, String path) {
    return new RegistryException(404, "HTTP 404 Not Found: %s %s".formatted(method, path));
  }

  int code() {
    return code;
  }

  /** Returns the HTTP status: the first three digits of the code. */
  int status() {
    return code < FIRST_LONG_CODE ? code : code / CODE_DIGITS;
  }
}
