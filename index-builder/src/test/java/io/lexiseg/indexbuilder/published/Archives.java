package io.lexiseg.indexbuilder.published;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Prototype files to be changed by a test and laid out as a folder or an archive. */
final class Archives {
  private Archives() {}

  /** Names and contents of the 24 files numpy wrote; names are {@code 000_dog.npy}, .... */
  static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int row = 0; row < Samples.COUNT; row++) {
      files.put("%03d_noun%d.npy".formatted(row, row % 3), npy(Samples.prototype(row)));
    }
    return files;
  }

  /** A vector as NumPy saves it. */
  static byte[] npy(float... values) {
    String dict =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d,), }".formatted(values.length);
    String header = dict + " ".repeat(117 - dict.length()) + "\n";
    ByteBuffer file =
        ByteBuffer.allocate(128 + Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
    file.put(header.getBytes(StandardCharsets.US_ASCII));
    file.asFloatBuffer().put(values);
    return file.array();
  }

  static Path folder(Path folder, Map<String, byte[]> files) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path tar(Path file, Map<String, byte[]> files) {
    return write(file, files, false);
  }

  static Path gzip(Path file, Map<String, byte[]> files) {
    return write(file, files, true);
  }

  private static Path write(Path file, Map<String, byte[]> files, boolean gzip) {
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = gzip ? new GZIPOutputStream(raw) : raw;
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, byte[]> content : files.entrySet()) {
        TarArchiveEntry entry = entry(content.getKey(), content.getValue());
        tar.putArchiveEntry(entry);
        if (entry.getSize() > 0) {
          tar.write(content.getValue());
        }
        tar.closeArchiveEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name that ends in {@code ->} becomes a link. */
  private static TarArchiveEntry entry(String name, byte[] content) {
    if (name.endsWith("->")) {
      TarArchiveEntry link =
          new TarArchiveEntry(name.substring(0, name.length() - 2), TarConstants.LF_SYMLINK);
      link.setLinkName("elsewhere");
      return link;
    }
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    return entry;
  }
}
