package io.lexiseg.recognition.form;

import static io.lexiseg.schemas.MaskEncoding.COCO_RLE;
import static io.lexiseg.schemas.MaskEncoding.PNG;
import static io.lexiseg.schemas.MaskEncoding.POLYGONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.schemas.CategoryRle;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.MaskRegion;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskEncoderTest {
  private static final long NO_LIMIT = 1 << 30;

  @Test
  void shouldWriteAPngUnlessAskedForMore() {
    // given
    Mask mask = FormRecords.random(new Random(1), 20, 30);

    // when
    SegmentationMask record = record(mask, MaskForms.PNG, NO_LIMIT);

    // then
    assertThat(record.getEncoding()).isEqualTo(PNG);
    assertThat(record.getData().array()).isEqualTo(MaskPng.encode(mask));
    assertThat(record.getRle()).isEmpty();
    assertThat(record.getPolygons()).isEmpty();
    assertThat(record.getRegions()).isEmpty();
    assertThat(record.getLeftOut()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PNG", "COCO_RLE", "POLYGONS"})
  void shouldBeReadFromTheOneFormThereIs(MaskEncoding form) {
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      // given
      Mask mask = FormRecords.random(random, 1 + random.nextInt(30), 1 + random.nextInt(30));

      // when
      SegmentationMask record = record(mask, new MaskForms(Set.of(form), 0, false), NO_LIMIT);

      // then
      assertThat(record.getEncoding()).isEqualTo(form);
      assertThat(record.getData().hasRemaining()).isEqualTo(form == PNG);
      assertThat(RecordedMask.of(record).values()).isEqualTo(mask.values());
      assertThat(RecordedMask.png(record)).isEqualTo(MaskPng.encode(mask));
    }
  }

  @Test
  void shouldBeReadFromWhatIsExact() {
    // given: polygons that are not
    Mask mask = FormRecords.random(new Random(2), 40, 40);

    // when
    SegmentationMask record =
        record(mask, new MaskForms(Set.of(COCO_RLE, POLYGONS), 3, false), NO_LIMIT);

    // then
    assertThat(record.getEncoding()).isEqualTo(COCO_RLE);
    assertThat(record.getPolygonTolerance()).isEqualTo(3);
    assertThat(RecordedMask.of(record).values()).isEqualTo(mask.values());
  }

  @Test
  void shouldListRegionsAndNameThemInPolygons() {
    // given
    Mask mask = FormRecords.drawn("1.2", "1.2", "1.2", "..1");

    // when
    SegmentationMask record = record(mask, new MaskForms(Set.of(POLYGONS), 0, true), NO_LIMIT);

    // then
    assertThat(record.getRegions())
        .extracting(MaskRegion::getId, MaskRegion::getCategory, MaskRegion::getPixels)
        .containsExactly(
            tuple(5 * 256L, "car", 3L),
            tuple(5 * 256L + 1, "road", 3L),
            tuple(5 * 256L + 2, "car", 1L));
    assertThat(record.getRegions().get(0).getFraction()).isEqualTo(0.25);
    assertThat(record.getRegions().get(0).getMeanScore()).isEmpty();
    assertThat(record.getRegions().get(1).getBox().getMinX()).isEqualTo(2);
    assertThat(record.getPolygons())
        .extracting(MaskPolygon::getRegionId)
        .containsExactly(Optional.of(1280L), Optional.of(1281L), Optional.of(1282L));
    assertThat(record.getPolygons().get(1).getOuter()).containsExactly(2, 0, 3, 0, 3, 3, 2, 3);
  }

  @Test
  void shouldNotNameRegionsThatAreNotFollowed() {
    assertThat(
            record(FormRecords.drawn("1"), new MaskForms(Set.of(POLYGONS), 0, false), NO_LIMIT)
                .getPolygons())
        .extracting(MaskPolygon::getRegionId)
        .containsExactly(Optional.empty());
  }

  @Test
  void shouldLeaveOutWhatDoesNotFit() {
    // given: room for the PNG of noise and hardly anything else
    Mask mask = FormRecords.noise(200, 200);
    long room = 500L + MaskPng.encode(mask).length;

    // when
    SegmentationMask record =
        record(mask, new MaskForms(Set.of(PNG, COCO_RLE, POLYGONS), 0, false), room);

    // then
    assertThat(record.getEncoding()).isEqualTo(PNG);
    assertThat(record.getLeftOut()).containsExactly(COCO_RLE, POLYGONS);
    assertThat(record.getRle()).isEmpty();
    assertThat(record.getPolygons()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COCO_RLE", "POLYGONS"})
  void shouldWriteAPngInsteadOfWhatDoesNotFit(MaskEncoding form) {
    // given
    Mask mask = FormRecords.noise(200, 200);

    // when
    SegmentationMask record = record(mask, new MaskForms(Set.of(form), 0, false), 10_000);

    // then
    assertThat(record.getEncoding()).isEqualTo(PNG);
    assertThat(record.getLeftOut()).containsExactly(form);
    assertThat(RecordedMask.of(record).values()).isEqualTo(mask.values());
  }

  @Test
  void shouldStayBoundedWithNoise() {
    // given: a chess board of 131,072 regions
    short[] values = new short[512 * 512];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) ((p / 512 + p) % 2);
    }

    // when: there is room for everything
    SegmentationMask record =
        record(
            Mask.of(512, 512, values),
            new MaskForms(Set.of(PNG, POLYGONS), 0, true),
            Integer.MAX_VALUE);

    // then
    assertThat(record.getRegions()).hasSize(256);
    assertThat(record.getRegionsLeftOut()).isEqualTo(131_072 - 256);
    assertThat(record.getLeftOut()).containsExactly(POLYGONS);
  }

  @Test
  void shouldTakeNoMoreThanItSays() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      // given
      Mask mask = FormRecords.random(random, 1 + random.nextInt(200), 1 + random.nextInt(200));
      MaskForms all = new MaskForms(MaskForms.WRITTEN, random.nextInt(2), true);

      // when
      EncodedMask encoded = encode(mask, all, NO_LIMIT);

      // then
      long without = size(FormRecords.empty(mask).build());
      long with = size(FormRecords.record(mask, encoded));
      assertThat(with - without).isPositive().isLessThanOrEqualTo(encoded.bytes());
      assertThat(with).isGreaterThan(encoded.bytes() / 5);
    }
  }

  @Test
  void shouldWriteTheSameOfTheSame() {
    // given
    Mask mask = FormRecords.random(new Random(4), 50, 60);
    MaskForms all = new MaskForms(MaskForms.WRITTEN, 1, true);

    // when, then
    assertThat(record(mask, all, NO_LIMIT)).isEqualTo(record(mask, all, NO_LIMIT));
    assertThat(record(mask, all, NO_LIMIT).getRle()).extracting(CategoryRle::getValue).isSorted();
  }

  private static SegmentationMask record(Mask mask, MaskForms forms, long room) {
    return FormRecords.record(mask, encode(mask, forms, room));
  }

  private static EncodedMask encode(Mask mask, MaskForms forms, long room) {
    return MaskEncoder.encode(
        FormRecords.segmentation(mask),
        FormRecords.LEGEND,
        new MaskWish(forms, room, 5),
        Optional.empty());
  }

  private static long size(SegmentationMask record) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new SpecificDatumWriter<>(SegmentationMask.class).write(record, encoder);
      encoder.flush();
      return out.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
