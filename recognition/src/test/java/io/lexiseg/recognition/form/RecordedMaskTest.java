package io.lexiseg.recognition.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.schemas.CategoryRle;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskPolygon;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.UndecodableMaskException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedMaskTest {
  private static final Mask MASK = FormRecords.drawn("11.", "1.2");
  private static final CategoryRle ALL = new CategoryRle(1, "06");

  @Test
  void shouldReadAMaskWithoutCategories() {
    assertThat(RecordedMask.of(of(MaskEncoding.COCO_RLE).build()).values()).containsOnly(0);
    assertThat(RecordedMask.of(of(MaskEncoding.POLYGONS).build()).values()).containsOnly(0);
  }

  @Test
  void shouldReadPolygonsWithHoles() {
    // given
    MaskPolygon ring =
        MaskPolygon.newBuilder()
            .setValue(3)
            .setOuter(List.of(0, 0, 3, 0, 3, 2, 0, 2))
            .setHoles(List.of(List.of(1, 2, 2, 2, 2, 1, 1, 1)))
            .build();

    // when
    Mask mask = RecordedMask.of(of(MaskEncoding.POLYGONS).setPolygons(List.of(ring)).build());

    // then
    assertThat(mask.values()).isEqualTo(FormRecords.drawn("333", "3.3").values());
  }

  @Test
  void shouldRefuseARecordWithoutAMask() {
    thenRefused(of(MaskEncoding.UNKNOWN), "got UNKNOWN");
    thenRefused(of(MaskEncoding.RAW_ZSTD), "got RAW_ZSTD");
    thenRefused(of(MaskEncoding.PNG), "a PNG file");
    thenRefused(of(MaskEncoding.COCO_RLE).setRle(List.of(ALL, ALL)), "value 1 twice");
    thenRefused(of(MaskEncoding.COCO_RLE).setHeight(-1), "sides >= 1");
    thenRefused(of(MaskEncoding.POLYGONS).setHeight(1 << 30).setWidth(1 << 30), "100000000");
  }

  @Test
  void shouldCountWhatFormsTakeInMemory() {
    // given
    SegmentationMask record =
        of(MaskEncoding.PNG)
            .setData(ByteBuffer.allocate(100))
            .setRle(List.of(ALL))
            .setPolygons(
                List.of(
                    MaskPolygon.newBuilder()
                        .setValue(1)
                        .setOuter(List.of(0, 0, 3, 0, 3, 2, 0, 2))
                        .build()))
            .build();

    // when, then
    assertThat(RecordedMask.heldBytes(record)).isEqualTo(100 + 2 + 8 * 20);
  }

  private static SegmentationMask.Builder of(MaskEncoding encoding) {
    return FormRecords.empty(MASK).setEncoding(encoding);
  }

  private static void thenRefused(SegmentationMask.Builder record, String message) {
    assertThatThrownBy(() -> RecordedMask.of(record.build()))
        .isInstanceOf(UndecodableMaskException.class)
        .hasMessageContaining(message);
  }
}
