package io.lexiseg.indexbuilder.noun;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Files of words on the class path, in ISO 8859-1, which is the fastest to read. */
final class WordList {
  private WordList() {}

  /** Entries of a list of ours, one a line; {@code #} begins a comment. */
  static Set<String> read(String name) {
    return lines(name).stream()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    forEachLine(name, lines::add);
    return lines;
  }

  /** Gives the lines of a file, one after the other. */
  static void forEachLine(String name, Consumer<String> use) {
    try (InputStream file = WordList.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("class path: expected " + name + ", found none");
      }
      new BufferedReader(new InputStreamReader(file, StandardCharsets.ISO_8859_1))
          .lines()
          .forEach(use);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
  }
}
