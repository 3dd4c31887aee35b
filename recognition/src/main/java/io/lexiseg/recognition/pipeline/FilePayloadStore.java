package io.lexiseg.recognition.pipeline;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.pipeline.RecordException.BadReference;
import io.lexiseg.recognition.pipeline.RecordException.OverLimit;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Payloads in folders of this machine, {@code file:} addresses only. An address has to name a file
 * under a root, and to lead there, links followed. Nothing else is touched, and who asks for it
 * cannot tell whether it exists.
 *
 * <p><b>Threads:</b> safe.
 */
public final class FilePayloadStore implements PayloadStore {
  /** What systems take as a path; a longer one would only be costly to look at. */
  private static final int LONGEST_ADDRESS = 4096;

  private static final int MOST_QUOTED = 200;

  private final List<Path> roots;
  private final int maxBytes;

  /**
   * Creates a store.
   *
   * @param roots folders that references may point into; none: every reference is refused
   * @param maxBytes largest payload
   */
  public FilePayloadStore(List<Path> roots, int maxBytes) {
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    this.maxBytes = maxBytes;
  }

  @Override
  public byte[] fetch(FrameReference reference) {
    requireSize(reference);
    Path named = path(reference.getUri());
    Path root = rootOf(named).orElseThrow(() -> refused(reference, null));
    try {
      byte[] bytes = read(allowed(named, reference), reference);
      requireChecksum(bytes, reference);
      return bytes;
    } catch (IOException e) {
      if (isAway(root)) {
        throw new UnavailableException("%s: the folder cannot be read".formatted(root), e);
      }
      throw refused(reference, e);
    }
  }

  private void requireSize(FrameReference reference) {
    if (reference.getSizeBytes() < 1) {
      throw new BadReference(
          "%s: expected a size of at least 1 byte, got %d"
              .formatted(quoted(reference.getUri()), reference.getSizeBytes()),
          null);
    }
    if (reference.getSizeBytes() > maxBytes) {
      throw new OverLimit(
          "%s: expected at most %d bytes, got %d"
              .formatted(quoted(reference.getUri()), maxBytes, reference.getSizeBytes()),
          null);
    }
  }

  private static Path path(String address) {
    try {
      if (address.length() <= LONGEST_ADDRESS) {
        URI uri = URI.create(address);
        if ("file".equalsIgnoreCase(uri.getScheme())) {
          return Path.of(uri).normalize();
        }
      }
    } catch (IllegalArgumentException e) {
      throw new BadReference("%s: expected a file: address".formatted(quoted(address)), e);
    }
    throw new BadReference("%s: expected a file: address".formatted(quoted(address)), null);
  }

  /** The root that a path names, before anything but the roots is looked at. */
  private Optional<Path> rootOf(Path named) {
    return roots.stream()
        .filter(root -> named.startsWith(root) || real(root).filter(named::startsWith).isPresent())
        .findFirst();
  }

  /** One answer for whatever is not a file under a root: there or not, and why. */
  private static BadReference refused(FrameReference reference, @Nullable IOException cause) {
    return new BadReference(
        "%s: expected a readable file under one of reference.roots"
            .formatted(quoted(reference.getUri())),
        cause);
  }

  private Path allowed(Path named, FrameReference reference) throws IOException {
    Path file = named.toRealPath();
    List<Path> known = new ArrayList<>();
    roots.forEach(root -> real(root).ifPresent(known::add));
    if (known.stream().noneMatch(file::startsWith)) {
      throw refused(reference, null);
    }
    return file;
  }

  private static Optional<Path> real(Path root) {
    try {
      return Files.isDirectory(root) ? Optional.of(root.toRealPath()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a root does not answer, such as a share of a server that is down. */
  private static boolean isAway(Path root) {
    try {
      Files.readAttributes(root, BasicFileAttributes.class);
      return false;
    } catch (NoSuchFileException | AccessDeniedException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static byte[] read(Path file, FrameReference reference) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    if (!found.isRegularFile()) { // a pipe or a device may never end
      throw refused(reference, null);
    }
    requireSize(found.size(), reference);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(reference.getSizeBytes()));
      requireSize(bytes.length, reference); // it may shrink meanwhile
      return bytes;
    }
  }

  private static void requireSize(long found, FrameReference reference) {
    if (found != reference.getSizeBytes()) {
      throw new BadReference(
          "%s: expected a file of %d bytes, got %d"
              .formatted(quoted(reference.getUri()), reference.getSizeBytes(), found),
          null);
    }
  }

  private static void requireChecksum(byte[] bytes, FrameReference reference) {
    String found = Checksums.sha256(bytes);
    if (!found.equalsIgnoreCase(reference.getSha256())) {
      throw new BadReference(
          "%s: expected SHA-256 %s, got %s"
              .formatted(quoted(reference.getUri()), shortened(reference.getSha256()), found),
          null);
    }
  }

  private static String quoted(String address) {
    return "'" + shortened(address) + "'";
  }

  private static String shortened(String text) {
    return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "...";
  }
}
