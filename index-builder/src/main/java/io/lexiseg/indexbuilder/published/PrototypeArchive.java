package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.vision.pack.Checksums;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tar archive of prototype files in one folder, compressed with gzip or not, whatever its name
 * says. Its checksum is that of the archive.
 *
 * @param gzip whether it is compressed
 */
record PrototypeArchive(Path location, boolean gzip) implements PrototypeFiles {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  /** Looks at the first bytes of a file. */
  static PrototypeArchive at(Path location) {
    try (InputStream in = Files.newInputStream(location)) {
      byte[] start = in.readNBytes(2);
      if (new String(start, StandardCharsets.ISO_8859_1).equals("PK")) {
        throw new InvalidImportException(
            "%s: byte 0: expected a tar archive, found a zip archive: unpack it first"
                .formatted(location));
      }
      return new PrototypeArchive(location, Arrays.equals(start, GZIP));
    } catch (IOException e) {
      throw new InvalidImportException(
          "%s: expected an archive that can be read, got %s".formatted(location, e));
    }
  }

  @Override
  public Reading readAll(Visitor visitor, Problems problems) {
    MessageDigest digest = Checksums.sha256();
    HiddenFiles hidden = new HiddenFiles();
    try (InputStream file = Files.newInputStream(location);
        InputStream raw =
            new BufferedInputStream(new DigestInputStream(file, digest), BUFFER_BYTES)) {
      readEntries(raw, new Entries(visitor, hidden, problems));
      raw.transferTo(OutputStream.nullOutputStream());
      String checksum = HexFormat.of().formatHex(digest.digest());
      return hidden.reading(location, Files.size(location), checksum);
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be read: %s".formatted(location, e), e);
    }
  }

  private void readEntries(InputStream raw, Entries entries) {
    // Not closed: the raw stream is read to its end for the checksum and closed by its owner.
    try {
      InputStream in = gzip ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
      TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
      entries.readAll(tar);
      in.transferTo(OutputStream.nullOutputStream()); // gzip checks its checksum at its end
    } catch (IOException e) {
      entries.problems.add(
          "%s: expected a whole tar archive, found it damaged after %d files: %s"
              .formatted(location, entries.files, e));
    }
  }

  /** Goes through the entries. */
  private static final class Entries {
    private final Visitor visitor;
    private final HiddenFiles hidden;
    private final Problems problems;
    private String folder = "";
    private long files;

    Entries(Visitor visitor, HiddenFiles hidden, Problems problems) {
      this.visitor = visitor;
      this.hidden = hidden;
      this.problems = problems;
    }

    void readAll(TarArchiveInputStream tar) throws IOException {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.isDirectory()) {
          read(tar, entry);
        }
      }
    }

    private void read(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
      String path = entry.getName();
      int slash = path.lastIndexOf('/');
      String name = path.substring(slash + 1);
      if (hidden.includes(name)) {
        return;
      }
      String parent = path.substring(0, slash + 1);
      if (files++ == 0) {
        folder = parent;
      }
      if (!parent.equals(folder)) {
        problems.add("%s: expected all files in '%s'".formatted(path, folder));
      } else if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
        problems.add("%s: expected a file, found a link or device".formatted(path));
      } else if (entry.getSize() > MOST_BYTES || entry.getSize() < 1) {
        problems.add(
            "%s: expected 1 to %d bytes, found %d".formatted(path, MOST_BYTES, entry.getSize()));
      } else {
        visitor.visit(name, content(tar, (int) entry.getSize()));
      }
    }

    private static byte[] content(TarArchiveInputStream tar, int size) throws IOException {
      byte[] content = tar.readNBytes(size);
      if (content.length != size) {
        throw new IOException(
            "expected %d bytes of a file, found %d".formatted(size, content.length));
      }
      return content;
    }
  }
}
