package io.lexiseg.indexbuilder.caption;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a UTF-8 file line by line; lines end in LF, CRLF or CR. Only one line is in memory.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Utf8Lines implements Closeable {
  /** Longest line; a longer one is hardly a caption, and a binary file may have no ends at all. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  private static final int NONE = -2;
  private static final int END = -1;

  private final Path file;
  private final InputStream in;
  private int ahead = NONE;
  private int number;

  Utf8Lines(Path file) throws IOException {
    this.file = file;
    this.in = Utf8.open(file);
  }

  /** Number of the line that {@link #next} gave last, from 1. */
  int number() {
    return number;
  }

  /**
   * The next line without its end; empty behind the last.
   *
   * @throws InvalidCaptionsException if it is not UTF-8 or longer than a mebibyte
   */
  Optional<String> next() throws IOException {
    int b = read();
    if (b == END) {
      return Optional.empty();
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (b != END && b != '\n' && b != '\r') {
      line.write(b);
      if (line.size() > MAX_LINE_BYTES) {
        throw new InvalidCaptionsException(
            "%s, line %d: expected a line of at most %d bytes, found a longer one"
                .formatted(file, number, MAX_LINE_BYTES));
      }
      b = read();
    }
    if (b == '\r') {
      int next = read();
      ahead = next == '\n' ? NONE : next;
    }
    return Optional.of(decode(line.toByteArray()));
  }

  private int read() throws IOException {
    int b = ahead == NONE ? in.read() : ahead;
    ahead = NONE;
    return b;
  }

  private String decode(byte[] line) {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidCaptionsException(
          "%s, line %d: expected UTF-8, found byte 0x%02X as in Windows-1252 or ISO 8859-1"
              .formatted(file, number, line[bytes.position()] & 0xFF),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
