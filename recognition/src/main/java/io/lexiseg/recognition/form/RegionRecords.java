package io.lexiseg.recognition.form;

import io.lexiseg.schemas.BoundingBox;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.MaskRegion;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.region.ConnectedRegion;
import io.lexiseg.vision.region.FollowedRegions;
import io.lexiseg.vision.region.Outline;
import io.lexiseg.vision.segmentation.Segmentation;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/** Connected regions and their outlines as parts of records. */
final class RegionRecords {
  /** Numbers of a region, at most. */
  private static final int REGION_BYTES = 72;

  /** Of a polygon beside its corners. */
  private static final int POLYGON_BYTES = 40;

  /** Of a hole beside its corners. */
  private static final int HOLE_BYTES = 12;

  /** Of a number in Avro's binary form. */
  private static final int BITS_PER_BYTE = 7;

  private RegionRecords() {}

  /** Corners of a ring as a list, without a copy. */
  private static final class Corners extends AbstractList<Integer> implements RandomAccess {
    private final int[] ring;

    private Corners(int[] ring) {
      this.ring = ring;
    }

    @Override
    public Integer get(int index) {
      return ring[index];
    }

    @Override
    public int size() {
      return ring.length;
    }
  }

  static List<MaskRegion> regions(
      FollowedRegions followed, List<String> legend, Segmentation picture) {
    Mask mask = picture.mask();
    double pixels = (double) mask.height() * mask.width();
    return followed.list().stream().map(one -> region(one, legend, picture, pixels)).toList();
  }

  private static MaskRegion region(
      ConnectedRegion region, List<String> legend, Segmentation picture, double pixels) {
    ConnectedRegion.Box box = region.box();
    MaskRegion.Builder record =
        MaskRegion.newBuilder()
            .setId(region.id())
            .setValue(region.value())
            .setCategory(legend.get(region.value() - 1))
            .setPixels(region.pixels())
            .setFraction(region.pixels() / pixels)
            .setBox(new BoundingBox(box.minY(), box.minX(), box.maxY(), box.maxX()));
    if (picture.scores().isPresent()) {
      record.setMeanScore(region.meanScore());
    }
    return record.build();
  }

  static long bytes(List<MaskRegion> regions) {
    return regions.stream().mapToLong(one -> REGION_BYTES + 3L * one.getCategory().length()).sum();
  }

  static List<MaskPolygon> polygons(
      List<Outline> outlines, double tolerance, Optional<FollowedRegions> followed) {
    Map<Integer, Long> ids = new HashMap<>();
    followed.ifPresent(known -> known.list().forEach(one -> ids.put(one.number(), one.id())));
    return outlines.stream()
        .flatMap(
            outline ->
                tolerance > 0
                    ? outline.simplified(tolerance).stream()
                    : Optional.of(outline).stream())
        .map(outline -> polygon(outline, Optional.ofNullable(ids.get(outline.region()))))
        .toList();
  }

  private static MaskPolygon polygon(Outline outline, Optional<Long> id) {
    MaskPolygon.Builder polygon =
        MaskPolygon.newBuilder()
            .setValue(outline.value())
            .setOuter(new Corners(outline.outer()))
            .setHoles(outline.holes().stream().<List<Integer>>map(Corners::new).toList());
    id.ifPresent(polygon::setRegionId);
    return polygon.build();
  }

  static long polygonBytes(List<MaskPolygon> polygons) {
    long bytes = 0;
    for (MaskPolygon polygon : polygons) {
      bytes += POLYGON_BYTES + cornerBytes(polygon.getOuter());
      for (List<Integer> hole : polygon.getHoles()) {
        bytes += HOLE_BYTES + cornerBytes(hole);
      }
    }
    return bytes;
  }

  private static long cornerBytes(List<Integer> corners) {
    long bytes = 0;
    for (int corner : corners) {
      bytes += 1 + (Integer.SIZE - Integer.numberOfLeadingZeros(corner)) / BITS_PER_BYTE;
    }
    return bytes;
  }
}
