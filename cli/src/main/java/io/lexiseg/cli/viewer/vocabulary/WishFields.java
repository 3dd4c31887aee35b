package io.lexiseg.cli.viewer.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.PictureBox;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Fields of a wish, checked for their kind alone.
 *
 * @param place where they stand, as problems name it; empty: in the wish itself
 */
record WishFields(JsonNode wish, String place) {
  /** More than any list of a wish has. */
  private static final int MOST_ENTRIES = 10_000;

  private static final int SIDES = 4;

  static WishFields of(JsonNode wish) {
    return new WishFields(wish, "");
  }

  /**
   * Fields inside a field.
   *
   * @param name field inside that says what it is about; empty: none does
   */
  WishFields inside(String field, String name) {
    JsonNode inside = wish.path(field);
    String about = name.isEmpty() ? "" : " '%s'".formatted(inside.path(name).asText(""));
    return new WishFields(inside, where(field) + about + ", ");
  }

  private String where(String field) {
    return place + field;
  }

  boolean has(String field) {
    return wish.hasNonNull(field);
  }

  /** Blank at both ends; a text without letters is none. */
  String text(String field) {
    String text = wish.path(field).asText("").strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(where(field) + ": expected a name, got none");
    }
    return text;
  }

  int number(String field) {
    if (!wish.path(field).isInt()) {
      throw new IllegalArgumentException(
          "%s: expected a whole number, got %s".formatted(where(field), wish.path(field)));
    }
    return wish.path(field).asInt();
  }

  boolean is(String field) {
    return wish.path(field).asBoolean();
  }

  /** A number with decimals, written as text or as a number; empty: none is there. */
  Optional<Float> decimal(String field) {
    String text = wish.path(field).asText("").strip();
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Float.parseFloat(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: expected a number, got '%s'".formatted(where(field), text), e);
    }
  }

  /** Words: a list, or a text with commas; may be empty. */
  List<String> words(String field) {
    return wish.path(field).isArray()
        ? listed(field)
        : VocabularyText.names(wish.path(field).asText(""));
  }

  /** Sentences: a list, or a text with a line for each; may be empty. */
  List<String> lines(String field) {
    return wish.path(field).isArray()
        ? listed(field)
        : wish.path(field)
            .asText("")
            .lines()
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList();
  }

  private List<String> listed(String field) {
    List<String> all = new ArrayList<>();
    wish.path(field).forEach(text -> all.add(text.asText().strip()));
    return all;
  }

  /** A list of texts, at least one. */
  List<String> texts(String field) {
    JsonNode texts = wish.path(field);
    if (!texts.isArray() || texts.isEmpty() || texts.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "%s: expected a list of 1 to %d texts, got %d"
              .formatted(where(field), MOST_ENTRIES, texts.size()));
    }
    return listed(field);
  }

  /** A time such as 2026-05-01T10:00:00Z, as microseconds since 1970. */
  long micros(String field) {
    try {
      return EventTime.micros(Instant.parse(wish.path(field).asText("")));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: expected a time such as 2026-05-01T10:00:00Z, got '%s'"
              .formatted(where(field), wish.path(field).asText("")),
          e);
    }
  }

  /** Bytes in base 64. */
  ByteBuffer bytes(String field) {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text(field)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where(field) + ": expected a picture in base 64", e);
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
          "%s: expected [left, top, width, height] in pixels, got %s".formatted(where(field), box));
    }
    return new PictureBox(
        box.path(1).asInt(), box.path(0).asInt(), box.path(3).asInt(), box.path(2).asInt());
  }
}
