package io.lexiseg.processor.zone;

import io.lexiseg.processor.zone.DrawnZones.DrawnZone;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.ZoneCategory;
import io.lexiseg.schemas.ZoneCoverage;
import io.lexiseg.vision.zone.ZoneTally;
import java.util.ArrayList;
import java.util.List;

/**
 * What one frame shows in the zones of its camera.
 *
 * @param source the frame
 * @param vocabulary that it was segmented with
 * @param version of the camera's zones; 0: it has none
 * @param zones in the order of their record
 * @param scored whether the scores of pixels are known
 */
public record ZoneReport(
    FrameCoordinates source,
    ResolvedVocabulary vocabulary,
    int version,
    List<SeenZone> zones,
    boolean scored) {
  /** Copies the list. */
  public ZoneReport {
    zones = List.copyOf(zones);
  }

  /**
   * One zone.
   *
   * @param drawn which pixels it has
   * @param tally what they show
   */
  record SeenZone(DrawnZone drawn, ZoneTally tally) {
    String name() {
      return drawn.known().zone().getName();
    }

    long pixels() {
      return drawn.raster().pixels();
    }

    /** Part of the zone that a category has, 0..1; 0 where the zone has no pixel. */
    double share(int value) {
      return pixels() == 0 ? 0 : (double) tally.pixels(value) / pixels();
    }
  }

  /** The same for the statistics of the mask, one entry a zone. */
  public List<ZoneCoverage> coverage() {
    return zones.stream().map(this::coverage).toList();
  }

  private ZoneCoverage coverage(SeenZone zone) {
    List<ZoneCategory> categories = new ArrayList<>();
    for (int value : zone.drawn().values()) {
      if (zone.tally().pixels(value) > 0) {
        categories.add(category(zone, value));
      }
    }
    return new ZoneCoverage(zone.name(), zone.pixels(), categories);
  }

  private ZoneCategory category(SeenZone zone, int value) {
    ZoneCategory.Builder category =
        ZoneCategory.newBuilder()
            .setValue(value)
            .setCategory(category(value))
            .setPixels(zone.tally().pixels(value))
            .setShare(zone.share(value));
    if (scored) {
      category.setMeanScore(zone.tally().meanScore(value));
    }
    return category.build();
  }

  /** Name of a mask value. */
  String category(int value) {
    return vocabulary.legend().get(value - 1);
  }
}
