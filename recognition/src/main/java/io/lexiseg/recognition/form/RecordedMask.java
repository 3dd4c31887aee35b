package io.lexiseg.recognition.form;

import io.lexiseg.schemas.CategoryRle;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.CocoRle;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.mask.UndecodableMaskException;
import io.lexiseg.vision.region.OutlinePixels;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mask of a record, whatever form it has. */
public final class RecordedMask {
  /** In memory, of a corner of a polygon. */
  private static final int CORNER_BYTES = 20;

  private RecordedMask() {}

  /**
   * Reads the mask.
   *
   * @throws UndecodableMaskException if the record does not hold one
   */
  public static Mask of(SegmentationMask record) {
    return switch (record.getEncoding()) {
      case PNG -> MaskPng.decode(bytes(record.getData()));
      case COCO_RLE -> CocoRle.decode(record.getHeight(), record.getWidth(), runs(record));
      case POLYGONS -> OutlinePixels.fill(record.getHeight(), record.getWidth(), rings(record));
      default ->
          throw new UndecodableMaskException(
              "mask: expected a form of %s, got %s"
                  .formatted(MaskForms.WRITTEN, record.getEncoding()));
    };
  }

  /**
   * The mask as a PNG file: the record's own, or one made of another form.
   *
   * @throws UndecodableMaskException if the record has no PNG and does not hold a mask
   */
  public static byte[] png(SegmentationMask record) {
    return record.getEncoding() == MaskEncoding.PNG
        ? bytes(record.getData())
        : MaskPng.encode(of(record));
  }

  /** Memory that its forms take, bytes, about. */
  public static long heldBytes(SegmentationMask record) {
    long bytes = record.getData().remaining();
    for (CategoryRle runs : record.getRle()) {
      bytes += runs.getCounts().length();
    }
    for (MaskPolygon polygon : record.getPolygons()) {
      bytes += (long) CORNER_BYTES * polygon.getOuter().size();
      for (List<Integer> hole : polygon.getHoles()) {
        bytes += (long) CORNER_BYTES * hole.size();
      }
    }
    return bytes;
  }

  private static Map<Integer, String> runs(SegmentationMask record) {
    Map<Integer, String> runs = new TreeMap<>();
    for (CategoryRle category : record.getRle()) {
      if (runs.put(category.getValue(), category.getCounts()) != null) {
        throw new UndecodableMaskException(
            "mask: expected the runs of a category once, got value %d twice"
                .formatted(category.getValue()));
      }
    }
    return runs;
  }

  private static Map<Integer, List<int[]>> rings(SegmentationMask record) {
    Map<Integer, List<int[]>> rings = new TreeMap<>();
    for (MaskPolygon polygon : record.getPolygons()) {
      List<int[]> all = rings.computeIfAbsent(polygon.getValue(), none -> new ArrayList<>());
      all.add(ring(polygon.getOuter()));
      polygon.getHoles().forEach(hole -> all.add(ring(hole)));
    }
    return rings;
  }

  private static int[] ring(List<Integer> corners) {
    return corners.stream().mapToInt(Integer::intValue).toArray();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
