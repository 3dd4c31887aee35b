package io.lexiseg.indexbuilder.caption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads captions of which each is a line, with an id in front or without. */
final class LineCaptions implements CaptionReader {
  private static final int NUMBER_LENGTH = 8;

  private final Path file;
  private final Utf8Lines lines;
  private final boolean withIds;

  LineCaptions(Path file, boolean withIds) throws IOException {
    this.file = file;
    this.lines = new Utf8Lines(file);
    this.withIds = withIds;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    Optional<String> line = lines.next();
    while (line.filter(String::isBlank).isPresent()) {
      line = lines.next();
    }
    return line.map(text -> withIds ? withId(text) : numbered(text));
  }

  private Entry withId(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 2) {
      throw new InvalidCaptionsException(
          "%s: expected an id, a tab and a caption, found %d fields"
              .formatted(where(), fields.length));
    }
    return new Entry(fields[0].strip(), fields[1].strip());
  }

  /** Numbers are padded, so that their order as texts is that of the lines. */
  private Entry numbered(String line) {
    String number = Integer.toString(lines.number());
    String zeros = "0".repeat(Math.max(0, NUMBER_LENGTH - number.length()));
    return new Entry(zeros + number, line.strip());
  }

  @Override
  public String where() {
    return "%s, line %d".formatted(file, lines.number());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
