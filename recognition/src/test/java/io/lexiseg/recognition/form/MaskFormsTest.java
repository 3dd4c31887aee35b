package io.lexiseg.recognition.form;

import static io.lexiseg.schemas.MaskEncoding.COCO_RLE;
import static io.lexiseg.schemas.MaskEncoding.PNG;
import static io.lexiseg.schemas.MaskEncoding.POLYGONS;
import static io.lexiseg.schemas.MaskEncoding.RAW_ZSTD;
import static io.lexiseg.schemas.MaskEncoding.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskFormsTest {
  @Test
  void shouldBePngWhereNothingIsSaid() {
    assertThat(MaskForms.of(MaskOutputs.newBuilder().build())).isEqualTo(MaskForms.PNG);
  }

  @Test
  void shouldBeWhatIsAskedFor() {
    assertThat(MaskForms.of(new MaskOutputs(List.of(POLYGONS, COCO_RLE, COCO_RLE), 2f, true)))
        .isEqualTo(new MaskForms(Set.of(COCO_RLE, POLYGONS), 2, true));
    assertThat(forms(0, POLYGONS)).containsOnly(POLYGONS);
  }

  @Test
  void shouldBePngBesideWhatIsNotExact() {
    assertThat(forms(1, POLYGONS)).containsOnly(POLYGONS, PNG);
  }

  @Test
  void shouldLeaveOutWhatANewerProgramMayWrite() {
    assertThat(forms(0, UNKNOWN, RAW_ZSTD)).containsOnly(PNG);
    assertThat(forms(0, UNKNOWN, COCO_RLE)).containsOnly(COCO_RLE);
  }

  @Test
  void shouldBeExactWhereTheToleranceIsNone() {
    assertThat(MaskForms.of(new MaskOutputs(List.of(POLYGONS), Float.NaN, false)))
        .isEqualTo(MaskForms.of(new MaskOutputs(List.of(POLYGONS), -1f, false)))
        .isEqualTo(new MaskForms(Set.of(POLYGONS), 0, false));
  }

  private static Set<MaskEncoding> forms(float tolerance, MaskEncoding... forms) {
    return MaskForms.of(new MaskOutputs(List.of(forms), tolerance, false)).forms();
  }
}
