package io.lexiseg.vision.pack;

/**
 * One file of a pack.
 *
 * @param name path below the pack's folder, with {@code /} between its parts
 * @param sha256 64 lower-case hexadecimal digits
 * @param sizeBytes length
 */
public record PackFile(String name, String sha256, long sizeBytes) {
  /** Checks the digest, the length, and that the name stays inside the folder. */
  public PackFile {
    if (!isInside(name)) {
      throw new IllegalArgumentException(
          "pack file: expected a relative path without '..', got '" + name + "'");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "pack file %s: expected a sha256 of 64 hexadecimal digits, got '%s'"
              .formatted(name, sha256));
    }
    if (sizeBytes < 0) {
      throw new IllegalArgumentException(
          "pack file %s: expected sizeBytes >= 0, got %d".formatted(name, sizeBytes));
    }
  }

  private static boolean isInside(String name) {
    return name.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
        && java.util.Arrays.stream(name.split("/"))
            .noneMatch(part -> part.equals("..") || part.equals("."));
  }
}
