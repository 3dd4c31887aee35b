package io.lexiseg.indexbuilder.caption;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files that have to be UTF-8 and names the encoding of those that are not. */
final class Utf8 {
  private static final int MARK_BYTES = 3;
  private static final int LOOKED_AT = 64;

  private Utf8() {}

  /**
   * A file's bytes behind its byte-order mark.
   *
   * @throws InvalidCaptionsException if it is UTF-16 or UTF-32, or compressed
   */
  static InputStream open(Path file) throws IOException {
    int mark = markLength(start(file), file);
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    in.skipNBytes(mark);
    return in;
  }

  /** The first bytes of a file, at most 64. */
  static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LOOKED_AT);
    }
  }

  /** Whether the first byte behind mark and spaces opens an object or a list. */
  static boolean isJson(byte[] start) {
    int at = startsWith(start, 0xEF, 0xBB, 0xBF) ? MARK_BYTES : 0;
    while (at < start.length && Character.isWhitespace(start[at])) {
      at++;
    }
    return at < start.length && (start[at] == '{' || start[at] == '[');
  }

  private static int markLength(byte[] start, Path file) {
    if (startsWith(start, 0xFF, 0xFE, 0, 0) || startsWith(start, 0, 0, 0xFE, 0xFF)) {
      throw refused(file, "UTF-32");
    }
    if (startsWith(start, 0xFF, 0xFE)) {
      throw refused(file, "UTF-16LE, by its byte-order mark");
    }
    if (startsWith(start, 0xFE, 0xFF)) {
      throw refused(file, "UTF-16BE, by its byte-order mark");
    }
    if (startsWith(start, 0x1F, 0x8B)) {
      throw refused(file, "gzip");
    }
    for (int i = 0; i < start.length; i++) {
      if (start[i] == 0) {
        throw refused(file, (i % 2 == 0 ? "UTF-16BE" : "UTF-16LE") + " or binary, by a zero byte");
      }
    }
    return startsWith(start, 0xEF, 0xBB, 0xBF) ? MARK_BYTES : 0;
  }

  private static InvalidCaptionsException refused(Path file, String found) {
    return new InvalidCaptionsException("%s: expected UTF-8, found %s".formatted(file, found));
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
