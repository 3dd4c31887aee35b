package io.lexiseg.recognition.form;

import io.lexiseg.schemas.CategoryRle;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.MaskRegion;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.region.FollowedRegions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A mask as its record has it: its forms, and its regions where they are asked for.
 *
 * <p><b>Ownership:</b> arrays are kept, not copied; read only.
 */
public final class EncodedMask {
  /** In memory, beside what the same takes in a record. */
  private static final int HELD = 4;

  private final MaskEncoding encoding;
  private final byte[] png;
  private final List<CategoryRle> rle;
  private final List<MaskPolygon> polygons;
  private final double tolerance;
  private final List<MaskEncoding> leftOut;
  private final Optional<FollowedRegions> followed;
  private final List<MaskRegion> regions;
  private final long bytes;

  EncodedMask(MaskEncoder encoder) {
    this.encoding = encoder.encoding();
    this.png = encoder.png();
    this.rle = List.copyOf(encoder.rle());
    this.polygons = List.copyOf(encoder.polygons());
    this.tolerance = encoder.tolerance();
    this.leftOut = List.copyOf(encoder.leftOut());
    this.followed = encoder.followed();
    this.regions = List.copyOf(encoder.regions());
    this.bytes = encoder.bytes();
  }

  /** Writes the forms and regions into a record of the mask. */
  public void addTo(SegmentationMask.Builder record) {
    record
        .setEncoding(encoding)
        .setData(ByteBuffer.wrap(png))
        .setRle(rle)
        .setPolygons(polygons)
        .setPolygonTolerance((float) tolerance)
        .setLeftOut(leftOut)
        .setRegions(regions)
        .setRegionsLeftOut(regionsLeftOut());
  }

  /** Writes the regions into a record of the mask in numbers. */
  public void addTo(MaskStatistics.Builder record) {
    record.setRegions(regions).setRegionsLeftOut(regionsLeftOut());
  }

  private int regionsLeftOut() {
    return followed.map(FollowedRegions::leftOut).orElse(0);
  }

  /** The mask as a PNG file, not a copy; empty where it is not among the forms. */
  public byte[] png() {
    return png;
  }

  /** What the next mask's regions are followed from; empty where they are not. */
  public Optional<FollowedRegions> followed() {
    return followed;
  }

  /** What forms, regions and legend take in a record, bytes, at most. */
  public long bytes() {
    return bytes;
  }

  /** What the regions take of that. */
  public long regionBytes() {
    return RegionRecords.bytes(regions);
  }

  /** Memory that it takes without what is followed, bytes, about. */
  public long heldBytes() {
    return png.length + HELD * (bytes - png.length);
  }
}
