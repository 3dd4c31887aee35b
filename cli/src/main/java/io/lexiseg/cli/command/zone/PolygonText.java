package io.lexiseg.cli.command.zone;

import io.lexiseg.schemas.ZonePoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Corners of a polygon as people type them: {@code "0.1,0.2 0.5,0.2 0.5,0.9"}. */
final class PolygonText {
  private PolygonText() {}

  /**
   * Reads corners; whether they can be those of a zone the processor says.
   *
   * @throws IllegalArgumentException if one is not two numbers
   */
  static List<ZonePoint> parse(String text) {
    return Arrays.stream(text.strip().split("[\\s;]+")).map(PolygonText::corner).toList();
  }

  private static ZonePoint corner(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 2) {
        return new ZonePoint(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(problem(text), e);
    }
    throw new IllegalArgumentException(problem(text));
  }

  private static String problem(String corner) {
    return "expected corners such as \"0.1,0.2 0.5,0.2 0.5,0.9\", got '%s'".formatted(corner);
  }

  /** The same text for the same corners. */
  static String of(List<ZonePoint> corners) {
    return corners.stream()
        .map(corner -> number(corner.getX()) + "," + number(corner.getY()))
        .collect(Collectors.joining(" "));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
