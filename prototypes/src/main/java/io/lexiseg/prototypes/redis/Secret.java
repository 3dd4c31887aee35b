package io.lexiseg.prototypes.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a password comes from; it is read anew for each connection, so that it can change.
 *
 * @param source kind of place
 * @param name of the variable or file; empty for the address
 */
public record Secret(Source source, String name) {
  /** Kinds of places. */
  public enum Source {
    /** The server's address, which may hold none. */
    ADDRESS,
    /** A variable of the environment. */
    ENVIRONMENT,
    /** The first line of a file. */
    FILE
  }

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** In the address, or none at all. */
  public static final Secret IN_ADDRESS = new Secret(Source.ADDRESS, "");

  /**
   * The password.
   *
   * @param inAddress what the address says
   * @throws IllegalArgumentException if there is none where it should be
   */
  String read(String inAddress) {
    return switch (source) {
      case ADDRESS -> inAddress;
      case ENVIRONMENT -> variable();
      case FILE -> firstLine();
    };
  }

  private String variable() {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          "redis password: expected environment variable %s, found none".formatted(name));
    }
    return value;
  }

  private String firstLine() {
    try {
      return Files.readString(Path.of(name))
          .lines()
          .findFirst()
          .map(line -> line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line)
          .filter(line -> !line.isEmpty())
          .orElseThrow(() -> missing("an empty first line"));
    } catch (IOException e) {
      throw missing(String.valueOf(e));
    }
  }

  private IllegalArgumentException missing(String found) {
    return new IllegalArgumentException(
        "redis password: expected it in file %s, found %s".formatted(name, found));
  }
}
