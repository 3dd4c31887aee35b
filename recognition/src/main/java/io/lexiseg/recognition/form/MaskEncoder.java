package io.lexiseg.recognition.form;

import io.lexiseg.schemas.CategoryRle;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.MaskRegion;
import io.lexiseg.vision.mask.CocoRle;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.painting.BestScores;
import io.lexiseg.vision.region.ConnectedRegions;
import io.lexiseg.vision.region.FollowedRegions;
import io.lexiseg.vision.region.OutlineTracer;
import io.lexiseg.vision.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one mask in the forms that are asked for. A form that does not fit is left out and named;
 * where no exact one is left, a PNG stands in.
 */
public final class MaskEncoder {
  /** Polygons of more corners are left out: that is noise, which every other form says shorter. */
  private static final int MOST_CORNERS = 1 << 18;

  /** Of a category's runs, beside their text. */
  private static final int RLE_BYTES = 12;

  /** Of a category in the legend, beside its name. */
  private static final int ENTRY_BYTES = 12;

  private final Segmentation picture;
  private final List<String> legend;
  private final MaskWish wish;
  private final Set<MaskEncoding> written = EnumSet.noneOf(MaskEncoding.class);
  private final List<MaskEncoding> leftOut = new ArrayList<>();
  private byte[] png = new byte[0];
  private List<CategoryRle> rle = List.of();
  private List<MaskPolygon> polygons = List.of();
  private List<MaskRegion> regions = List.of();
  private Optional<FollowedRegions> followed = Optional.empty();
  private long bytes;

  private MaskEncoder(Segmentation picture, List<String> legend, MaskWish wish) {
    this.picture = picture;
    this.legend = legend;
    this.wish = wish;
    legend.forEach(name -> bytes += ENTRY_BYTES + 3L * name.length());
  }

  /**
   * Encodes the mask of a picture.
   *
   * @param legend names of its values 1..N in order
   * @param before regions of the camera's mask before; empty: none are known
   */
  public static EncodedMask encode(
      Segmentation picture, List<String> legend, MaskWish wish, Optional<FollowedRegions> before) {
    MaskEncoder encoder = new MaskEncoder(picture, legend, wish);
    encoder.write(before);
    return new EncodedMask(encoder);
  }

  private void write(Optional<FollowedRegions> before) {
    MaskForms forms = wish.forms();
    boolean connects = forms.regions() || forms.asks(MaskEncoding.POLYGONS);
    Optional<ConnectedRegions> connected =
        connects ? Optional.of(ConnectedRegions.of(picture.mask())) : Optional.empty();
    if (forms.regions()) {
      connected.ifPresent(found -> follow(found, before));
    }
    if (forms.asks(MaskEncoding.PNG)) {
      writePng();
    }
    if (forms.asks(MaskEncoding.COCO_RLE)) {
      writeRle();
    }
    if (forms.asks(MaskEncoding.POLYGONS)) {
      connected.ifPresent(this::writePolygons);
    }
    if (!isExact()) {
      writePng();
    }
  }

  private void follow(ConnectedRegions connected, Optional<FollowedRegions> before) {
    float @Nullable [] best = picture.scores().map(BestScores::values).orElse(null);
    FollowedRegions fresh = FollowedRegions.of(connected, best, legend, wish.frame());
    FollowedRegions known = before.map(fresh::after).orElse(fresh);
    followed = Optional.of(known);
    regions = RegionRecords.regions(known, legend, picture);
    bytes += RegionRecords.bytes(regions);
  }

  private void writePng() {
    png = MaskPng.encode(picture.mask());
    bytes += png.length;
    written.add(MaskEncoding.PNG);
  }

  private void writeRle() {
    Optional<List<CategoryRle>> runs =
        CocoRle.encode(picture.mask(), wish.room() - bytes)
            .map(
                texts ->
                    texts.entrySet().stream()
                        .map(entry -> new CategoryRle(entry.getKey(), entry.getValue()))
                        .toList());
    long size =
        runs.orElse(List.of()).stream()
            .mapToLong(one -> RLE_BYTES + one.getCounts().length())
            .sum();
    if (fits(MaskEncoding.COCO_RLE, runs.isPresent(), size)) {
      rle = runs.orElse(List.of());
    }
  }

  private void writePolygons(ConnectedRegions connected) {
    Optional<List<MaskPolygon>> found =
        OutlineTracer.trace(connected, MOST_CORNERS)
            .map(outlines -> RegionRecords.polygons(outlines, wish.forms().tolerance(), followed));
    long size = RegionRecords.polygonBytes(found.orElse(List.of()));
    if (fits(MaskEncoding.POLYGONS, found.isPresent(), size)) {
      polygons = found.orElse(List.of());
    }
  }

  private boolean fits(MaskEncoding form, boolean found, long size) {
    boolean fits = found && size <= wish.room() - bytes;
    bytes += fits ? size : 0;
    (fits ? written : leftOut).add(form);
    return fits;
  }

  private boolean isExact() {
    return written.contains(MaskEncoding.PNG)
        || written.contains(MaskEncoding.COCO_RLE)
        || (written.contains(MaskEncoding.POLYGONS) && wish.forms().tolerance() == 0);
  }

  /** The form to read the mask from. */
  MaskEncoding encoding() {
    if (written.contains(MaskEncoding.PNG)) {
      return MaskEncoding.PNG;
    }
    return written.contains(MaskEncoding.COCO_RLE) ? MaskEncoding.COCO_RLE : MaskEncoding.POLYGONS;
  }

  byte[] png() {
    return png;
  }

  List<CategoryRle> rle() {
    return rle;
  }

  List<MaskPolygon> polygons() {
    return polygons;
  }

  /** Of the polygons; 0 where there are none. */
  double tolerance() {
    return written.contains(MaskEncoding.POLYGONS) ? wish.forms().tolerance() : 0;
  }

  List<MaskEncoding> leftOut() {
    return leftOut;
  }

  List<MaskRegion> regions() {
    return regions;
  }

  Optional<FollowedRegions> followed() {
    return followed;
  }

  long bytes() {
    return bytes;
  }
}
