package io.lexiseg.lab.form;

import io.lexiseg.recognition.form.MaskEncoder;
import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.recognition.form.MaskWish;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.CocoRle;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.painting.BestScores;
import io.lexiseg.vision.region.ConnectedRegion;
import io.lexiseg.vision.region.ConnectedRegions;
import io.lexiseg.vision.region.FollowedRegions;
import io.lexiseg.vision.region.OutlineTracer;
import io.lexiseg.vision.segmentation.Segmentation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/** Means over the masks of one camera. */
final class FormFigures {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Part of the picture from which on a region is large. */
  private static final double LARGE = 0.001;

  /** Times a first mask is written until the times count. */
  private static final int WARM = 50;

  private final List<String> legend;
  private final Map<String, Sums> forms = new LinkedHashMap<>();
  private Optional<FollowedRegions> followed = Optional.empty();
  private long masks;
  private long regions;

  /** Of those of {@link #LARGE}, in all masks but the first. */
  private long large;

  private long fresh;

  private static final class Sums {
    private long bytes;
    private long compressed;
    private long nanos;
  }

  /**
   * @param legend names of the values of masks, in order
   */
  FormFigures(List<String> legend) {
    this.legend = legend;
  }

  /** Writes the mask of the next picture in each form. */
  void add(Segmentation picture) {
    Mask mask = picture.mask();
    for (int i = 0; masks == 0 && i < WARM; i++) {
      measure(picture);
    }
    if (masks == 0) {
      forms.clear();
    }
    measure(picture);
    FollowedRegions now = follow(picture);
    double least = LARGE * mask.height() * mask.width();
    for (ConnectedRegion region : followed.isEmpty() ? List.<ConnectedRegion>of() : now.list()) {
      large += region.pixels() >= least ? 1 : 0;
      fresh += region.pixels() >= least && isNew(region, masks) ? 1 : 0;
    }
    regions += ConnectedRegions.of(mask).count();
    followed = Optional.of(now);
    masks++;
  }

  private static boolean isNew(ConnectedRegion region, long frame) {
    return region.id() / FollowedRegions.MOST == frame;
  }

  private void measure(Segmentation picture) {
    Mask mask = picture.mask();
    add("png", written(picture, MaskEncoding.PNG, 0), () -> MaskPng.encode(mask));
    add(
        "rle",
        written(picture, MaskEncoding.COCO_RLE, 0),
        () -> CocoRle.encode(mask, Integer.MAX_VALUE));
    for (int tolerance = 0; tolerance <= 2; tolerance++) {
      double within = tolerance;
      add(
          tolerance == 0 ? "polygons" : "polygons, %d px".formatted(tolerance),
          written(picture, MaskEncoding.POLYGONS, tolerance),
          () ->
              OutlineTracer.trace(ConnectedRegions.of(mask), Integer.MAX_VALUE)
                  .orElseThrow()
                  .stream()
                  .flatMap(outline -> outline.simplified(within).stream())
                  .count());
    }
    add("regions", regions(picture), () -> follow(picture));
  }

  private FollowedRegions follow(Segmentation picture) {
    float @Nullable [] best = picture.scores().map(BestScores::values).orElse(null);
    FollowedRegions now =
        FollowedRegions.of(ConnectedRegions.of(picture.mask()), best, legend, masks);
    return followed.map(now::after).orElse(now);
  }

  private void add(String form, byte[] bytes, Supplier<Object> work) {
    long start = THREADS.getCurrentThreadCpuTime();
    Object written = work.get();
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    Sums sums = forms.computeIfAbsent(form, none -> new Sums());
    sums.nanos += written == null ? 0 : nanos;
    sums.bytes += bytes.length;
    sums.compressed += compressed(bytes);
  }

  private static int compressed(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      return deflater.deflate(new byte[bytes.length + 1024]);
    } finally {
      deflater.end();
    }
  }

  private byte[] written(Segmentation picture, MaskEncoding form, double tolerance) {
    SegmentationMask.Builder record =
        record(picture, new MaskForms(Set.of(form), tolerance, false));
    return switch (form) {
      case PNG -> record.getData().array();
      case COCO_RLE -> binary(record.getRle());
      default -> binary(record.getPolygons());
    };
  }

  private byte[] regions(Segmentation picture) {
    return binary(record(picture, new MaskForms(Set.of(MaskEncoding.PNG), 0, true)).getRegions());
  }

  private SegmentationMask.Builder record(Segmentation picture, MaskForms forms) {
    SegmentationMask.Builder record = SegmentationMask.newBuilder();
    MaskWish wish = new MaskWish(forms, Integer.MAX_VALUE, masks);
    MaskEncoder.encode(picture, legend, wish, followed).addTo(record);
    return record;
  }

  private static byte[] binary(List<? extends IndexedRecord> records) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      for (IndexedRecord record : records) {
        new SpecificDatumWriter<IndexedRecord>(record.getSchema()).write(record, encoder);
      }
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d masks, %.1f regions a mask; %.1f of at least %.1f %% of the picture, %.1f of them new%n",
            masks,
            (double) regions / masks,
            (double) large / (masks - 1),
            100 * LARGE,
            (double) fresh / (masks - 1)));
    forms.forEach(
        (form, sums) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-16s %8.1f KB, deflated %5.1f KB, %8.2f ms CPU%n",
                    form,
                    sums.bytes / 1e3 / masks,
                    sums.compressed / 1e3 / masks,
                    sums.nanos / 1e6 / masks)));
    return text.toString();
  }
}
