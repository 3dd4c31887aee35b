package io.lexiseg.vision.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SHA-256 digests of files and bytes, and sizes of files. */
public final class Checksums {
  private static final int BUFFER_BYTES = 1 << 16;

  private Checksums() {}

  /**
   * Digest of a file's bytes.
   *
   * @return 64 lower-case hexadecimal digits
   * @throws UncheckedIOException if the file cannot be read
   */
  public static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = sha256();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Digest of bytes.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * One digest over the names and digests of a pack's files, in any order; equal packs have equal
   * ones.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public static String sha256(List<PackFile> files) {
    String list =
        files.stream()
            .map(file -> file.name() + " " + file.sha256() + "\n")
            .sorted()
            .collect(Collectors.joining());
    return sha256(list.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> differences(Path folder, List<PackFile> files) {
    List<String> differences = new ArrayList<>();
    for (PackFile file : files) {
      difference(folder.resolve(file.name()), file).ifPresent(differences::add);
    }
    return differences;
  }

  private static Optional<String> difference(Path path, PackFile file) {
    try {
      if (!Files.isRegularFile(path)) {
        return Optional.of(file.name() + ": expected a file, got nothing");
      }
      long size = Files.size(path);
      if (size != file.sizeBytes()) {
        return Optional.of(
            "%s: expected %d bytes, got %d".formatted(file.name(), file.sizeBytes(), size));
      }
      String found = sha256(path);
      return found.equals(file.sha256())
          ? Optional.empty()
          : Optional.of(
              "%s: expected sha256 %s, got %s".formatted(file.name(), file.sha256(), found));
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(file.name() + ": cannot be read: " + e.getMessage());
    }
  }

  /** A digest to be fed in parts. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
