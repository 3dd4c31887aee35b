package io.lexiseg.processor.zone;

import io.lexiseg.processor.zone.KnownZones.KnownZone;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.zone.PolygonRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The zones of a camera on pictures of one size under one vocabulary. It is made once for many
 * frames.
 *
 * @param known what holds for the camera
 * @param height rows of the pictures
 * @param width columns of the pictures
 * @param legend names of the categories in mask value order
 * @param zones in the order of the record
 */
record DrawnZones(
    KnownZones known, int height, int width, List<String> legend, List<DrawnZone> zones) {
  DrawnZones {
    zones = List.copyOf(zones);
  }

  /**
   * One zone.
   *
   * @param known as it was defined
   * @param raster its pixels
   * @param values mask values of the categories it looks at, in order
   */
  record DrawnZone(KnownZone known, PolygonRaster raster, List<Integer> values) {
    DrawnZone {
      values = List.copyOf(values);
    }
  }

  static DrawnZones of(KnownZones known, Mask mask, List<String> legend) {
    List<DrawnZone> zones = new ArrayList<>();
    for (KnownZone zone : known.zones()) {
      List<Integer> values =
          IntStream.rangeClosed(1, legend.size())
              .filter(value -> zone.looksAt(legend.get(value - 1)))
              .boxed()
              .toList();
      zones.add(
          new DrawnZone(
              zone, PolygonRaster.of(zone.polygon(), mask.height(), mask.width()), values));
    }
    return new DrawnZones(known, mask.height(), mask.width(), List.copyOf(legend), zones);
  }

  /** Whether these can be used for another frame. */
  boolean fit(KnownZones nowKnown, Mask mask, List<String> nowLegend) {
    return known.equals(nowKnown)
        && height == mask.height()
        && width == mask.width()
        && legend.equals(nowLegend);
  }
}
