package io.lexiseg.indexbuilder.published;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A folder of prototype files, read in order of their names. Its checksum is that of all files one
 * after the other in this order.
 */
record PrototypeFolder(Path location) implements PrototypeFiles {
  private static final char REPLACEMENT = '\ufffd';

  @Override
  public Reading readAll(Visitor visitor, Problems problems) {
    HiddenFiles hidden = new HiddenFiles();
    NameTable names = names(hidden, problems);
    MessageDigest digest = Checksums.sha256();
    long bytes = 0;
    for (int number : names.sorted()) {
      String name = names.name(number);
      byte[] content = read(name, problems);
      digest.update(content);
      bytes += content.length;
      if (content.length > 0) {
        visitor.visit(name, content);
      }
    }
    return hidden.reading(location, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private NameTable names(HiddenFiles hidden, Problems problems) {
    NameTable names = new NameTable();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(location)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.indexOf(REPLACEMENT) >= 0) {
          problems.add(
              "%s: expected a name in the locale's encoding; try LC_ALL=C.UTF-8".formatted(entry));
        } else if (!hidden.includes(name)) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new UnavailableException("%s: cannot be listed: %s".formatted(location, e), e);
    }
    return names;
  }

  private byte[] read(String name, Problems problems) {
    Path file = location.resolve(name);
    try {
      if (!Files.isRegularFile(file)) {
        problems.add("%s: expected a file, found something else".formatted(file));
      } else if (Files.size(file) == 0 || Files.size(file) > MOST_BYTES) {
        problems.add(
            "%s: expected 1 to %d bytes, found %d".formatted(file, MOST_BYTES, Files.size(file)));
      } else {
        return Files.readAllBytes(file);
      }
      return new byte[0];
    } catch (IOException e) {
      throw new UnavailableException("%s: cannot be read: %s".formatted(file, e), e);
    }
  }
}
