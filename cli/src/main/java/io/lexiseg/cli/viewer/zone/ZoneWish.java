package io.lexiseg.cli.viewer.zone;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZonePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What somebody asks for on the page, as JSON: {@code action} (DEFINE or REMOVE), {@code cameraId},
 * {@code name}, and for DEFINE {@code polygon}, a list of {@code [x, y]}, {@code categories},
 * {@code presentShare}, {@code presentSeconds}, {@code shareAbove} and {@code shareBelow}; {@code
 * expectedVersion} where nobody else's change may be overwritten.
 */
public final class ZoneWish {
  /** As the processor has it: a longer one cannot be answered. */
  private static final int LONGEST_ID = 200;

  /** More than any zone has: the processor says which number is too many. */
  private static final int MOST_ENTRIES = 1000;

  private ZoneWish() {}

  /**
   * Reads a wish; whether it can be fulfilled is for the processor to say.
   *
   * @throws IllegalArgumentException if something is missing or of another kind
   */
  public static ZoneCommand.Builder command(JsonNode wish) {
    ZoneCommand.Builder command = ZoneCommand.newBuilder().setCameraId(text(wish, "cameraId"));
    if (wish.path("expectedVersion").isInt()) {
      command.setExpectedVersion(wish.path("expectedVersion").asInt());
    }
    String action = wish.path("action").asText("");
    return switch (action) {
      case "DEFINE" -> command.setAction(ZoneAction.DEFINE).setZone(zone(wish));
      case "REMOVE" -> command.setAction(ZoneAction.REMOVE).setName(text(wish, "name"));
      default ->
          throw new IllegalArgumentException(
              "action: expected DEFINE or REMOVE, got '%s'".formatted(action));
    };
  }

  private static Zone zone(JsonNode wish) {
    Zone.Builder zone =
        Zone.newBuilder()
            .setName(text(wish, "name"))
            .setPolygon(list(wish, "polygon").stream().map(ZoneWish::corner).toList())
            .setCategories(list(wish, "categories").stream().map(ZoneWish::category).toList());
    number(wish, "presentShare").ifPresent(zone::setPresentShare);
    number(wish, "leaveShare").ifPresent(zone::setLeaveShare);
    number(wish, "shareAbove").ifPresent(zone::setShareAbove);
    number(wish, "shareBelow").ifPresent(zone::setShareBelow);
    number(wish, "limitMargin").ifPresent(zone::setLimitMargin);
    JsonNode seconds = wish.path("presentSeconds");
    if (!seconds.isMissingNode() && !seconds.isNull()) {
      zone.setPresentSeconds(whole(seconds));
    }
    return zone.build();
  }

  private static int whole(JsonNode seconds) {
    if (!seconds.isInt()) {
      throw new IllegalArgumentException("presentSeconds: expected a whole number, got " + seconds);
    }
    return seconds.asInt();
  }

  private static String text(JsonNode wish, String field) {
    String text = wish.path(field).asText("").strip();
    if (text.isEmpty() || text.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d characters, got %d".formatted(field, LONGEST_ID, text.length()));
    }
    return text;
  }

  private static List<JsonNode> list(JsonNode wish, String field) {
    List<JsonNode> entries = new ArrayList<>();
    wish.path(field).forEach(entries::add);
    if (entries.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "%s: expected at most %d entries, got %d".formatted(field, MOST_ENTRIES, entries.size()));
    }
    return entries;
  }

  private static ZonePoint corner(JsonNode corner) {
    if (corner.size() != 2 || !corner.path(0).isNumber() || !corner.path(1).isNumber()) {
      throw new IllegalArgumentException("polygon: expected corners [x, y], got " + corner);
    }
    return new ZonePoint(corner.path(0).asDouble(), corner.path(1).asDouble());
  }

  private static String category(JsonNode name) {
    if (!name.isTextual()) {
      throw new IllegalArgumentException("categories: expected names, got " + name);
    }
    return name.asText().strip();
  }

  private static OptionalDouble number(JsonNode wish, String field) {
    JsonNode value = wish.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("%s: expected a number, got %s".formatted(field, value));
    }
    return OptionalDouble.of(value.asDouble());
  }
}
