package io.lexiseg.indexbuilder.caption;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code annotations} of a COCO file as they stand, an object at a time.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class CocoCaptions implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final JsonParser parser;
  private boolean within;
  private int count;

  CocoCaptions(Path file) throws IOException {
    this.file = file;
    this.parser = JSON.createParser(Utf8.open(file));
  }

  /**
   * An annotation of a picture.
   *
   * @param imageId of the picture
   * @param id of the annotation
   * @param text may be blank
   */
  record Annotation(long imageId, long id, String text) {}

  /**
   * The next annotation; empty at the end of the file.
   *
   * @throws InvalidCaptionsException if the file is not as COCO has it
   */
  Optional<Annotation> next() throws IOException {
    try {
      return advance();
    } catch (JsonParseException | StreamConstraintsException e) {
      throw new InvalidCaptionsException(
          "%s: expected JSON, got %s".formatted(where(), e.getOriginalMessage()), e);
    }
  }

  private Optional<Annotation> advance() throws IOException {
    if (!within && !enter()) {
      return Optional.empty();
    }
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      skipRest();
      return Optional.empty();
    }
    count++;
    return Optional.of(annotation());
  }

  /** Goes to the list; false if the file has ended. */
  private boolean enter() throws IOException {
    if (parser.currentToken() == null && parser.nextToken() != JsonToken.START_OBJECT) {
      throw parser.currentToken() == null ? missing("nothing") : missing(parser.currentToken());
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isWanted = parser.currentName().equals("annotations");
      JsonToken value = parser.nextToken();
      if (isWanted && value != JsonToken.START_ARRAY) {
        throw missing(value);
      }
      if (isWanted) {
        within = true;
        return true;
      }
      parser.skipChildren();
    }
    throw missing("none");
  }

  /** What follows has to be JSON too; a file cut off is refused. */
  private void skipRest() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private Annotation annotation() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidCaptionsException(
          "%s: expected an object, found %s".formatted(where(), parser.currentToken()));
    }
    Long imageId = null;
    Long id = null;
    String text = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "image_id" -> imageId = number(name);
        case "id" -> id = number(name);
        case "caption" -> text = text();
        default -> parser.skipChildren();
      }
    }
    return new Annotation(
        present(imageId, "image_id"), present(id, "id"), present(text, "caption"));
  }

  private long number(String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new InvalidCaptionsException(
          "%s: expected \"%s\" to be a whole number, found %s"
              .formatted(where(), name, parser.getText()));
    }
    return parser.getLongValue();
  }

  private String text() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidCaptionsException(
          "%s: expected \"caption\" to be a text, found %s".formatted(where(), parser.getText()));
    }
    return parser.getText();
  }

  private <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new InvalidCaptionsException(
          "%s: expected \"%s\", found none".formatted(where(), name));
    }
    return value;
  }

  private InvalidCaptionsException missing(Object found) {
    return new InvalidCaptionsException(
        "%s: expected {\"annotations\": [...]}, found %s".formatted(file, found));
  }

  /** The file, and where in it the last annotation stands. */
  String where() {
    return "%s, line %d, annotation %d"
        .formatted(file, parser.currentTokenLocation().getLineNr(), count);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
