package io.lexiseg.cli.output;

import io.lexiseg.schemas.BoundingBox;
import io.lexiseg.schemas.MaskRegion;
import io.lexiseg.schemas.SegmentationMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The connected regions of a mask for people. */
public final class RegionLines {
  private static final int SHOWN = 10;

  private RegionLines() {}

  /** A line for each of the largest, and one for the others; none where there are no regions. */
  public static List<String> of(SegmentationMask mask) {
    List<MaskRegion> regions = mask.getRegions();
    List<String> lines = new ArrayList<>();
    regions.stream().limit(SHOWN).map(RegionLines::line).forEach(lines::add);
    long others = Math.max(0, regions.size() - SHOWN) + (long) mask.getRegionsLeftOut();
    if (others > 0) {
      lines.add("  and %d smaller ones".formatted(others));
    }
    return lines;
  }

  private static String line(MaskRegion region) {
    BoundingBox box = region.getBox();
    String score =
        region
            .getMeanScore()
            .map(mean -> String.format(Locale.ROOT, ", score %.2f", mean))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "  region %d: %s, %.2f %%, x %d to %d, y %d to %d%s",
        region.getId(),
        region.getCategory(),
        100 * region.getFraction(),
        box.getMinX(),
        box.getMaxX(),
        box.getMinY(),
        box.getMaxY(),
        score);
  }
}
