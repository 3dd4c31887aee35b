package io.lexiseg.processor.zone.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.TextRules;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZonePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a zone may be like; all problems of one are told at once. */
final class ZoneRules {
  /** As many corners a zone may have. */
  static final int MAX_CORNERS = 64;

  private static final int MAX_CATEGORIES = 256;
  private static final int MAX_SECONDS = 30 * 24 * 3600;

  private final List<String> problems = new ArrayList<>();
  private final Zone zone;

  private ZoneRules(Zone zone) {
    this.zone = zone;
  }

  /**
   * Brings a zone into its one form.
   *
   * @throws RefusedCommandException if it cannot be
   */
  static Zone normalised(Zone zone) {
    TextRules.requireId("zone", zone.getName());
    Zone normal =
        Zone.newBuilder(zone)
            .setCategories(zone.getCategories().stream().map(TextRules::normal).toList())
            .build();
    List<String> problems = new ZoneRules(normal).all();
    if (!problems.isEmpty()) {
      throw new RefusedCommandException(
          "zone %s: %s".formatted(zone.getName(), String.join("; ", problems)));
    }
    return normal;
  }

  private List<String> all() {
    corners();
    categories();
    double present = zone.getPresentShare();
    require(present > 0 && present <= 1, "present share", "above 0, at most 1", present);
    zone.getLeaveShare()
        .ifPresent(
            leave ->
                require(
                    leave > 0 && leave <= present,
                    "leave share",
                    "above 0, at most the present share",
                    leave));
    zone.getPresentSeconds()
        .ifPresent(
            seconds ->
                require(
                    seconds >= 1 && seconds <= MAX_SECONDS,
                    "present seconds",
                    "1 to " + MAX_SECONDS,
                    seconds));
    zone.getShareAbove()
        .ifPresent(
            limit -> require(limit >= 0 && limit < 1, "share above", "0 or more, below 1", limit));
    zone.getShareBelow().ifPresent(this::below);
    double margin = zone.getLimitMargin();
    require(margin >= 0 && margin <= 1, "limit margin", "0..1", margin);
    return problems;
  }

  /** Every category that is not there is below: whoever asks for that says for which. */
  private void below(double limit) {
    require(limit > 0 && limit <= 1, "share below", "above 0, at most 1", limit);
    require(
        !zone.getCategories().isEmpty(), "share below", "categories that it is meant for", "none");
  }

  private void corners() {
    List<ZonePoint> corners = zone.getPolygon();
    boolean count = corners.size() >= 3 && corners.size() <= MAX_CORNERS;
    require(count, "polygon", "3 to " + MAX_CORNERS + " corners", corners.size());
    Optional<ZonePoint> outside =
        corners.stream().filter(one -> !isPart(one.getX()) || !isPart(one.getY())).findFirst();
    outside.ifPresent(
        one -> require(false, "polygon", "parts of 0..1", one.getX() + "," + one.getY()));
    if (count && outside.isEmpty()) {
      require(!onOneLine(corners), "polygon", "corners that span an area", "one line");
    }
  }

  private static boolean isPart(double value) {
    return value >= 0 && value <= 1; // so that NaN is none
  }

  private static boolean onOneLine(List<ZonePoint> corners) {
    ZonePoint first = corners.get(0);
    for (ZonePoint second : corners) {
      for (ZonePoint third : corners) {
        double area =
            (second.getX() - first.getX()) * (third.getY() - first.getY())
                - (third.getX() - first.getX()) * (second.getY() - first.getY());
        if (area != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void categories() {
    List<String> categories = zone.getCategories();
    require(
        categories.size() <= MAX_CATEGORIES,
        "categories",
        "at most " + MAX_CATEGORIES,
        categories.size());
    for (String category : categories) {
      try {
        TextRules.requireId("category", category);
      } catch (RefusedCommandException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    Set<String> distinct =
        categories.stream().map(TextRules::comparable).collect(Collectors.toSet());
    require(distinct.size() == categories.size(), "categories", "each once", "some more than once");
  }

  private void require(boolean holds, String what, String expected, Object found) {
    if (!holds) {
      problems.add("%s: expected %s, got %s".formatted(what, expected, found));
    }
  }
}
