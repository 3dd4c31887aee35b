package io.lexiseg.processor.frame;

import io.lexiseg.processor.RecordException.BadReference;
import io.lexiseg.processor.RecordException.OverLimit;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.FrameReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Payloads in folders of this machine, {@code file:} addresses only. An address counts by where it
 * really leads, links followed.
 *
 * <p><b>Threads:</b> safe.
 */
public final class FilePayloadStore implements PayloadStore {
  private final List<Path> roots;
  private final int maxBytes;

  /**
   * Creates a store.
   *
   * @param roots folders that references may point into; none: every reference is refused
   * @param maxBytes largest payload
   */
  public FilePayloadStore(List<Path> roots, int maxBytes) {
    this.roots = List.copyOf(roots);
    this.maxBytes = maxBytes;
  }

  @Override
  public byte[] fetch(FrameReference reference) {
    requireSize(reference);
    Path file = path(reference.getUri());
    try {
      byte[] bytes = read(allowed(file, reference), reference);
      requireChecksum(bytes, reference);
      return bytes;
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      throw new BadReference("%s: expected a readable file".formatted(reference.getUri()), e);
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be read".formatted(reference.getUri()), e);
    }
  }

  private void requireSize(FrameReference reference) {
    if (reference.getSizeBytes() < 1) {
      throw new BadReference(
          "%s: expected a size of at least 1 byte, got %d"
              .formatted(reference.getUri(), reference.getSizeBytes()),
          null);
    }
    if (reference.getSizeBytes() > maxBytes) {
      throw new OverLimit(
          "%s: expected at most %d bytes, got %d"
              .formatted(reference.getUri(), maxBytes, reference.getSizeBytes()),
          null);
    }
  }

  private static Path path(String address) {
    try {
      URI uri = URI.create(address);
      if ("file".equalsIgnoreCase(uri.getScheme())) {
        return Path.of(uri);
      }
    } catch (IllegalArgumentException e) {
      throw new BadReference("'%s': expected a file: address".formatted(address), e);
    }
    throw new BadReference("'%s': expected a file: address".formatted(address), null);
  }

  private Path allowed(Path file, FrameReference reference) throws IOException {
    Path real = file.toRealPath();
    for (Path root : roots) {
      if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
        return real;
      }
    }
    throw new BadReference(
        "%s: expected a file under one of %s".formatted(reference.getUri(), roots), null);
  }

  private static byte[] read(Path file, FrameReference reference) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != reference.getSizeBytes()) {
      throw new BadReference(
          "%s: expected a file of %d bytes, got %s"
              .formatted(
                  reference.getUri(),
                  reference.getSizeBytes(),
                  Files.isRegularFile(file) ? Files.size(file) : "none"),
          null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Math.toIntExact(reference.getSizeBytes()));
    }
  }

  private static void requireChecksum(byte[] bytes, FrameReference reference) {
    String found = sha256(bytes);
    if (!found.equalsIgnoreCase(reference.getSha256())) {
      throw new BadReference(
          "%s: expected SHA-256 %s, got %s"
              .formatted(reference.getUri(), reference.getSha256(), found),
          null);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
