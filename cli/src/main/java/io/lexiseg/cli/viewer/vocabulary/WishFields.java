package io.lexiseg.cli.viewer.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.PictureBox;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Fields of a wish, checked for their kind alone. */
record WishFields(JsonNode wish) {
  /** More than any list of a wish has. */
  private static final int MOST_ENTRIES = 10_000;

  private static final int SIDES = 4;

  boolean has(String field) {
    return wish.hasNonNull(field);
  }

  /** Blank at both ends; a text without letters is none. */
  String text(String field) {
    String text = wish.path(field).asText("").strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(field + ": expected a name, got none");
    }
    return text;
  }

  int number(String field) {
    if (!wish.path(field).isInt()) {
      throw new IllegalArgumentException(
          "%s: expected a whole number, got %s".formatted(field, wish.path(field)));
    }
    return wish.path(field).asInt();
  }

  /** A list of texts, at least one. */
  List<String> texts(String field) {
    JsonNode texts = wish.path(field);
    if (!texts.isArray() || texts.isEmpty() || texts.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "%s: expected a list of 1 to %d texts, got %d"
              .formatted(field, MOST_ENTRIES, texts.size()));
    }
    List<String> all = new ArrayList<>();
    texts.forEach(text -> all.add(text.asText().strip()));
    return all;
  }

  /** A time such as 2026-05-01T10:00:00Z, as microseconds since 1970. */
  long micros(String field) {
    try {
      return EventTime.micros(Instant.parse(wish.path(field).asText("")));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: expected a time such as 2026-05-01T10:00:00Z, got '%s'"
              .formatted(field, wish.path(field).asText("")),
          e);
    }
  }

  /** Bytes in base 64. */
  ByteBuffer bytes(String field) {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text(field)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": expected a picture in base 64", e);
    }
  }

  /** {@code [left, top, width, height]}, pixels. */
  PictureBox box(String field) {
    JsonNode box = wish.path(field);
    boolean whole = box.size() == SIDES;
    for (JsonNode side : box) {
      whole &= side.isInt();
    }
    if (!whole) {
      throw new IllegalArgumentException(
          "%s: expected [left, top, width, height] in pixels, got %s".formatted(field, box));
    }
    return new PictureBox(
        box.path(1).asInt(), box.path(0).asInt(), box.path(3).asInt(), box.path(2).asInt());
  }
}
