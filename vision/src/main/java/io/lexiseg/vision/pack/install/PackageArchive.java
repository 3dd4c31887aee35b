package io.lexiseg.vision.pack.install;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The gzipped tar archive of an npm package. */
final class PackageArchive {
  /** More than any package we fetch; stops an archive that unpacks without end. */
  private static final long MAX_BYTES = 1L << 30;

  private PackageArchive() {}

  /**
   * Unpacks the wanted regular files below {@code folder}, without the archive's first path
   * element.
   *
   * @throws IOException if the archive is damaged, leads out of the folder or is larger than 1 GiB
   */
  static void unpack(Path archive, Path folder, Predicate<String> wanted) throws IOException {
    long left = MAX_BYTES;
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        left -= entry.getSize();
        if (left < 0) {
          throw new IOException(archive + ": expected at most 1 GiB unpacked, got more");
        }
        String path = withoutFirstElement(entry.getName());
        if (entry.isFile() && wanted.test(path)) {
          write(tar, inside(folder, path));
        }
      }
    }
  }

  private static String withoutFirstElement(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  private static Path inside(Path folder, String path) throws IOException {
    Path target = folder.resolve(path).normalize();
    if (!target.startsWith(folder.normalize()) || path.isEmpty()) {
      throw new IOException("archive entry leads out of its folder: " + path);
    }
    return target;
  }

  private static void write(InputStream content, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    Files.copy(content, target);
  }
}
