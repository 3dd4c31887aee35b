package io.lexiseg.recognition.form;

import io.lexiseg.recognition.category.TestRecords;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameTimings;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.timing.StageTimings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Masks, and records of them. */
final class FormRecords {
  static final List<String> LEGEND = List.of("car", "road", "sky");

  private FormRecords() {}

  /** Draws a mask: a digit is a category, a dot is none. */
  static Mask drawn(String... rows) {
    int width = rows[0].length();
    short[] values = new short[rows.length * width];
    for (int p = 0; p < values.length; p++) {
      char pixel = rows[p / width].charAt(p % width);
      values[p] = (short) (pixel == '.' ? 0 : pixel - '0');
    }
    return Mask.of(rows.length, width, values);
  }

  /** Spots and stripes of three categories and none. */
  static Mask random(Random random, int height, int width) {
    short[] values = new short[height * width];
    for (int p = 0; p < values.length; p++) {
      boolean above = p >= width && random.nextInt(10) > 0;
      boolean left = p > 0 && random.nextInt(10) > 0;
      short other = left ? values[p - 1] : (short) random.nextInt(4);
      values[p] = above && random.nextBoolean() ? values[p - width] : other;
    }
    return Mask.of(height, width, values);
  }

  static Mask noise(int height, int width) {
    Random random = new Random(7);
    short[] values = new short[height * width];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) random.nextInt(4);
    }
    return Mask.of(height, width, values);
  }

  static Segmentation segmentation(Mask mask) {
    return new Segmentation(
        mask,
        List.of(),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }

  static SegmentationMask record(Mask mask, EncodedMask encoded) {
    SegmentationMask.Builder record = empty(mask);
    encoded.addTo(record);
    return record
        .setLegend(
            List.of(
                new LegendEntry(1, "car"), new LegendEntry(2, "road"), new LegendEntry(3, "sky")))
        .build();
  }

  /** All of a record but forms, regions and legend. */
  static SegmentationMask.Builder empty(Mask mask) {
    return SegmentationMask.newBuilder()
        .setSource(
            FrameCoordinates.newBuilder()
                .setCameraId("gate")
                .setFrameId(1)
                .setCapturedAt(TestRecords.NOW)
                .setTopic("frames")
                .setPartition(0)
                .setOffset(5)
                .build())
        .setHeight(mask.height())
        .setWidth(mask.width())
        .setEncoding(MaskEncoding.UNKNOWN)
        .setData(ByteBuffer.allocate(0))
        .setLegend(List.of())
        .setVocabularyId("street")
        .setVocabularyVersion(1)
        .setIndexName("tiny")
        .setIndexGeneration(1)
        .setPackId("tiny")
        .setProfile("paper")
        .setSegmentedAt(TestRecords.NOW)
        .setTimings(FrameTimings.newBuilder().build());
  }
}
