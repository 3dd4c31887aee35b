package io.lexiseg.indexbuilder.caption;

/**
 * A sentence that says what a picture shows.
 *
 * @param id names the caption within its source: 1 to 100 characters without spaces, control
 *     characters, slashes and backslashes
 * @param text verbatim, without spaces at its ends; not empty
 */
public record Caption(String id, String text) {
  /** Longest id. */
  static final int MAX_ID_LENGTH = 100;

  public Caption {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "expected an id of 1 to %d characters without spaces and slashes, got \"%s\""
              .formatted(MAX_ID_LENGTH, id));
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("caption %s: expected a text, got none".formatted(id));
    }
  }

  static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_ID_LENGTH
        && id.codePoints().noneMatch(Caption::isForbidden);
  }

  private static boolean isForbidden(int c) {
    return c == '/'
        || c == '\\'
        || Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c);
  }
}
