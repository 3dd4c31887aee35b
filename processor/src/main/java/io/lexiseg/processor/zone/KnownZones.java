package io.lexiseg.processor.zone;

import io.lexiseg.recognition.category.TextRules;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZonePoint;
import io.lexiseg.vision.zone.Polygon;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The zones of a camera in one version. Immutable.
 *
 * @param version of the camera's zones; 0: it has none
 * @param zones in the order of their record
 */
record KnownZones(int version, List<KnownZone> zones) {
  static final KnownZones NONE = new KnownZones(0, List.of());

  KnownZones {
    zones = List.copyOf(zones);
  }

  /**
   * One zone.
   *
   * @param zone as it was defined
   * @param polygon of its corners
   * @param categories that it looks at, in comparable form; empty: all
   */
  record KnownZone(Zone zone, Polygon polygon, Set<String> categories) {
    KnownZone {
      categories = Set.copyOf(categories);
    }

    private static KnownZone of(Zone zone) {
      List<ZonePoint> corners = zone.getPolygon();
      return new KnownZone(
          zone,
          Polygon.of(
              corners.stream().mapToDouble(ZonePoint::getX).toArray(),
              corners.stream().mapToDouble(ZonePoint::getY).toArray()),
          zone.getCategories().stream().map(TextRules::comparable).collect(Collectors.toSet()));
    }

    boolean looksAt(String category) {
      return categories.isEmpty() || categories.contains(TextRules.comparable(category));
    }
  }

  /**
   * Reads a record.
   *
   * @throws RecordException.Malformed if a zone of it has too few corners, or the name of another
   */
  static KnownZones of(CameraZones record) {
    try {
      requireNames(record.getZones());
      return new KnownZones(
          record.getVersion(), record.getZones().stream().map(KnownZone::of).toList());
    } catch (IllegalArgumentException e) {
      throw new RecordException.Malformed(
          "zones of camera %s: %s".formatted(record.getCameraId(), e.getMessage()));
    }
  }

  private static void requireNames(List<Zone> zones) {
    long names = zones.stream().map(Zone::getName).distinct().count();
    if (names < zones.size()) {
      throw new IllegalArgumentException(
          "expected a name of its own for each of %d, got %d names".formatted(zones.size(), names));
    }
  }
}
