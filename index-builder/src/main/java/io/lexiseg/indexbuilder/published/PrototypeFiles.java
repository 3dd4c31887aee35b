package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.InvalidImportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prototype files as they were published, one array each, to be read once. */
interface PrototypeFiles {
  /** No file with one vector is larger. */
  int MOST_BYTES = 1 << 20;

  /** Takes one file after the other. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a file.
     *
     * @param name without folders
     * @param content all of it, the visitor's to keep
     */
    void visit(String name, byte[] content);
  }

  /**
   * What reading showed.
   *
   * @param name of the folder or archive
   * @param hidden number of hidden files, which were left out
   * @param hiddenNames of the first few of them
   * @param bytes read in all
   * @param sha256 of what was read, 64 lower-case hexadecimal digits
   */
  record Reading(String name, int hidden, List<String> hiddenNames, long bytes, String sha256) {
    public Reading {
      hiddenNames = List.copyOf(hiddenNames);
    }
  }

  /** Where they are. */
  Path location();

  /**
   * Reads all files.
   *
   * @param problems gets what is no file of an array
   */
  Reading readAll(Visitor visitor, Problems problems);

  /**
   * Chooses by what is there: a folder or an archive.
   *
   * @throws InvalidImportException if there is neither
   */
  static PrototypeFiles at(Path location) {
    if (Files.isDirectory(location)) {
      return new PrototypeFolder(location);
    }
    if (Files.isRegularFile(location)) {
      return PrototypeArchive.at(location);
    }
    throw new InvalidImportException(
        "%s: expected a folder or a tar archive of prototypes, found none".formatted(location));
  }
}
