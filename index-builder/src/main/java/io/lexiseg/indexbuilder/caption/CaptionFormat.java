package io.lexiseg.indexbuilder.caption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How a file holds captions. */
public enum CaptionFormat {
  /** {@code {"annotations": [{"id", "image_id", "caption"}]}} as COCO has it. */
  COCO,
  /** A line a caption: its id, a tab, its text. */
  TSV,
  /** A line a caption: its text; its id is the number of the line. */
  TEXT;

  /** By a file's extension, else by its first line that is not blank. */
  static CaptionFormat of(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return COCO;
    }
    if (name.endsWith(".tsv")) {
      return TSV;
    }
    return name.endsWith(".txt") ? TEXT : ofContent(file);
  }

  private static CaptionFormat ofContent(Path file) throws IOException {
    byte[] start = Utf8.start(file);
    if (Utf8.isJson(start)) {
      return COCO;
    }
    try (Utf8Lines lines = new Utf8Lines(file)) {
      Optional<String> line = lines.next();
      while (line.filter(String::isBlank).isPresent()) {
        line = lines.next();
      }
      return line.filter(text -> text.indexOf('\t') >= 0).isPresent() ? TSV : TEXT;
    }
  }
}
