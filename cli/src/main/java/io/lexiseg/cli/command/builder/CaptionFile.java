package io.lexiseg.cli.command.builder;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.processor.generation.RequestSet.Caption;
import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Captions in a text file, one a line: the caption, or the caption, a tab, and the one word that is
 * wanted. Empty lines are passed over; the number of the line names the caption.
 */
final class CaptionFile {
  private CaptionFile() {}

  /**
   * Reads a file.
   *
   * @param seed of the first caption; each further one gets the next
   * @throws FailedException if it cannot be read, or holds no caption
   */
  static List<Caption> read(Path file, long seed) {
    List<Caption> captions = new ArrayList<>();
    List<String> lines = lines(file);
    for (int n = 0; n < lines.size(); n++) {
      String[] parts = lines.get(n).split("\t", 2);
      if (!parts[0].isBlank()) {
        Optional<String> noun =
            parts.length == 1 ? Optional.empty() : Optional.of(parts[1].strip());
        captions.add(
            new Caption(
                Integer.toString(n + 1),
                parts[0].strip(),
                noun.filter(word -> !word.isEmpty()),
                seed + captions.size()));
      }
    }
    if (captions.isEmpty()) {
      throw new FailedException(file + ": expected captions, one a line, found none");
    }
    return captions;
  }

  private static List<String> lines(Path file) {
    try {
      return TextFile.lines(file);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read: %s".formatted(file, e), e);
    }
  }
}
