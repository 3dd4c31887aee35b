package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.bind;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.define;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static io.lexiseg.schemas.MaskEncoding.COCO_RLE;
import static io.lexiseg.schemas.MaskEncoding.PNG;
import static io.lexiseg.schemas.MaskEncoding.POLYGONS;
import static io.lexiseg.schemas.MaskEncoding.RAW_ZSTD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.form.RecordedMask;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.MaskRegion;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.timing.StageTimings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MaskOutputsTest {
  private static final CameraBinding PLAIN = binding("gate", "default", DropRule.EVERY);

  /** The red of a pixel is its category. */
  private static Segmentation segment(RgbImage image) {
    short[] values = new short[image.height() * image.width()];
    for (int p = 0; p < values.length; p++) {
      values[p] = image.pixels()[3 * p];
    }
    return new Segmentation(
        Mask.of(image.height(), image.width(), values),
        List.of(),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }

  private static FrameBench bench(MaskOutputs outputs) {
    FrameBench bench =
        FrameBench.of((image, settings) -> categories -> segment(image), TestModels.resolver());
    bench.define(vocabulary("default", 1, "car", "person"));
    bench.bind(bound(outputs));
    return bench;
  }

  private static CameraBinding bound(MaskOutputs outputs) {
    return CameraBinding.newBuilder(PLAIN).setOutputs(outputs).build();
  }

  private static MaskOutputs outputs(boolean regions, MaskEncoding... forms) {
    return new MaskOutputs(List.of(forms), 0f, regions);
  }

  private static Frame seen(String camera, long frameId, String... rows) {
    int width = rows[0].length();
    byte[] pixels = new byte[rows.length * width * 3];
    for (int p = 0; p < rows.length * width; p++) {
      char pixel = rows[p / width].charAt(p % width);
      pixels[3 * p] = (byte) (pixel == '.' ? 0 : pixel - '0');
    }
    return Frame.newBuilder()
        .setCameraId(camera)
        .setFrameId(frameId)
        .setCapturedAt(NOW)
        .setEncoding(FrameEncoding.RGB)
        .setHeight(rows.length)
        .setWidth(width)
        .setPayload(ByteBuffer.wrap(pixels))
        .build();
  }

  private static SegmentationMask see(FrameBench bench, String... rows) {
    bench.frames().pipeInput("gate", seen("gate", 1, rows), NOW);
    return bench.masks().readValue();
  }

  private static List<Long> ids(SegmentationMask mask) {
    return mask.getRegions().stream().map(MaskRegion::getId).toList();
  }

  @Test
  void shouldWriteTheFormsThatTheBindingAsksFor() {
    try (FrameBench bench = bench(outputs(false, POLYGONS, COCO_RLE))) {
      // when
      SegmentationMask mask = see(bench, "11.", "1.2");
      bench.frames().pipeInput("yard", seen("yard", 1, "11.", "1.2"), NOW);
      SegmentationMask other = bench.masks().readValue();

      // then: cameras without such a binding have PNG files
      assertThat(mask.getEncoding()).isEqualTo(COCO_RLE);
      assertThat(mask.getData().hasRemaining()).isFalse();
      assertThat(mask.getRle()).hasSize(2);
      assertThat(mask.getPolygons())
          .extracting(MaskPolygon::getRegionId)
          .containsExactly(Optional.empty(), Optional.empty());
      assertThat(mask.getRegions()).isEmpty();
      assertThat(other.getEncoding()).isEqualTo(PNG);
      assertThat(other.getRle()).isEmpty();
      assertThat(RecordedMask.of(mask).values()).isEqualTo(RecordedMask.of(other).values());
    }
  }

  @Test
  void shouldFollowRegionsFromFrameToFrame() {
    try (FrameBench bench = bench(outputs(true))) {
      // when
      SegmentationMask first = see(bench, "111....", "....22.");
      SegmentationMask second = see(bench, ".111...", "1....22");
      SegmentationMask parted = see(bench, ".1.1...", ".1...22");

      // then: ids are 256 times the offset of the frame that showed the region first
      assertThat(first.getEncoding()).isEqualTo(PNG);
      assertThat(ids(first)).containsExactly(0L, 1L);
      assertThat(ids(second)).containsExactly(0L, 1L, 256L + 2);
      assertThat(second.getRegions().get(1))
          .returns("person", MaskRegion::getCategory)
          .returns(2L, MaskRegion::getPixels)
          .returns(2 / 14.0, MaskRegion::getFraction)
          .satisfies(region -> assertThat(region.getBox().getMinX()).isEqualTo(5));
      assertThat(ids(parted)).containsExactly(0L, 1L, 2 * 256L + 2);
      List<MaskStatistics> statistics = bench.statistics().readValuesToList();
      assertThat(statistics.get(1).getRegions()).isEqualTo(second.getRegions());
      assertThat(statistics.get(1).getRegionsLeftOut()).isZero();
    }
  }

  @Test
  void shouldFollowEachCameraByItself() {
    try (FrameBench bench = bench(outputs(true))) {
      // given
      see(bench, "11");
      CameraBinding all = CameraBinding.newBuilder(bound(outputs(true))).setCameraId("*").build();
      bench.bind(all);

      // when
      bench.frames().pipeInput("yard", seen("yard", 1, "11"), NOW);
      SegmentationMask yard = bench.masks().readValue();
      SegmentationMask gate = see(bench, "11");

      // then
      assertThat(ids(yard)).containsExactly(256L);
      assertThat(ids(gate)).containsExactly(0L);
    }
  }

  @Test
  void shouldBeginAnewWithAnotherSizeAndGoOnInAnotherVersion() {
    try (FrameBench bench = bench(outputs(true))) {
      // when
      SegmentationMask wide = see(bench, "11..");
      SegmentationMask high = see(bench, "11", "..");
      bench.define(vocabulary("default", 2, "person", "car"));
      SegmentationMask next = see(bench, "22", "..");
      SegmentationMask another = see(bench, "11", "..");

      // then: a car is a car, whatever its value; a person is none
      assertThat(ids(wide)).containsExactly(0L);
      assertThat(ids(high)).containsExactly(256L);
      assertThat(ids(next)).containsExactly(256L);
      assertThat(next.getRegions().get(0).getCategory()).isEqualTo("car");
      assertThat(ids(another)).containsExactly(3 * 256L);
    }
  }

  @Test
  void shouldCompareWithTheMaskBeforeWhateverFailedOrWasDroppedSince() {
    try (FrameBench bench = bench(outputs(true))) {
      // given
      see(bench, "11..");
      byte[] broken = new byte[5];
      Frame undecodable =
          Frame.newBuilder(seen("gate", 2, "....")).setPayload(ByteBuffer.wrap(broken)).build();

      // when
      bench.frames().pipeInput("gate", undecodable, NOW);
      SegmentationMask next = see(bench, "11..");

      // then
      assertThat(bench.reasons()).hasSize(1);
      assertThat(ids(next)).containsExactly(0L);
    }
  }

  @Test
  void shouldStopWhenTheCameraIsBoundAnew() {
    try (FrameBench bench = bench(outputs(true, COCO_RLE))) {
      // given
      see(bench, "11");

      // when
      bench.bind(PLAIN);
      SegmentationMask plain = see(bench, "11");
      bench.bind(bound(outputs(true)));
      SegmentationMask again = see(bench, "11");

      // then: what was not followed is new
      assertThat(plain.getEncoding()).isEqualTo(PNG);
      assertThat(plain.getRegions()).isEmpty();
      assertThat(ids(again)).containsExactly(2 * 256L);
    }
  }

  @Test
  void shouldBindWithWhatTheCommandAsksFor() {
    try (CommandLog log = new CommandLog()) {
      // given
      log.send(define("a", "street", "road"));

      // when
      log.send(asking(new MaskOutputs(List.of(PNG, POLYGONS), 2f, true)));

      // then
      assertThat(log.bindings().readValue().getOutputs())
          .contains(new MaskOutputs(List.of(PNG, POLYGONS), 2f, true));
    }
  }

  @Test
  void shouldLeaveWhatMasksHoldWhereABindingDoesNotSayIt() {
    try (CommandLog log = new CommandLog()) {
      // given
      log.send(define("a", "street", "road"));
      log.send(define("b", "yard", "grass"));
      log.send(asking(outputs(true, COCO_RLE)));
      log.bindings().readValue();

      // when: by somebody who does not know of it; then taken back
      log.send(bind("c", "yard", "gate", "door"));
      log.send(asking(outputs(false, PNG)));

      // then
      assertThat(log.bindings().readValuesToList())
          .extracting(CameraBinding::getOutputs)
          .containsExactly(
              Optional.of(outputs(true, COCO_RLE)),
              Optional.empty(),
              Optional.of(outputs(false, PNG)));
    }
  }

  @Test
  void shouldRefuseFormsThatNobodyWrites() {
    try (CommandLog log = new CommandLog()) {
      // given
      log.send(define("a", "street", "road"));

      // when, then
      thenRefused(log, new MaskOutputs(List.of(RAW_ZSTD), 0f, false), "got [RAW_ZSTD]");
      thenRefused(log, new MaskOutputs(List.of(POLYGONS), -1f, false), "0 to 100 pixels, got -1");
      thenRefused(log, new MaskOutputs(List.of(POLYGONS), Float.NaN, false), "got NaN");
      thenRefused(log, new MaskOutputs(List.of(PNG), 1f, false), "POLYGONS among the forms");
      thenRefused(log, new MaskOutputs(List.of(POLYGONS), 1f, false), "PNG or COCO_RLE beside");
      assertThat(log.bindings().isEmpty()).isTrue();
    }
  }

  private static VocabularyCommand asking(MaskOutputs outputs) {
    String id = "bind-" + outputs;
    return VocabularyCommand.newBuilder(bind(id, "street", "gate")).setOutputs(outputs).build();
  }

  private static void thenRefused(CommandLog log, MaskOutputs outputs, String message) {
    assertThat(log.send(asking(outputs)).getError().orElseThrow()).contains(message);
  }
}
