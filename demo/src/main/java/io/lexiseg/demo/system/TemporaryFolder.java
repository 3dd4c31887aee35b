package io.lexiseg.demo.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Removes a folder of a demo. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  /**
   * Deletes a folder with everything in it.
   *
   * @throws UncheckedIOException if something stays
   */
  static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary folder " + folder, e);
    }
  }
}
