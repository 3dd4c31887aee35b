package io.lexiseg.recognition.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.form.EncodedMask;
import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.recognition.form.MaskWish;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.timing.StageTimings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CameraMemoryTest {
  private static final List<String> LEGEND = List.of("car");
  private static final MaskForms RUNS = new MaskForms(Set.of(MaskEncoding.COCO_RLE), 0, true);

  private final CameraMemory memory = new CameraMemory();
  private final Segmentation still = segmentation();

  @Test
  void shouldWriteAMaskOnceThatStays() {
    // given
    remembersTheScene();

    // when
    EncodedMask first = memory.encode(still, LEGEND, new MaskWish(RUNS, 1000, 1));

    // then: whichever frame it is
    assertThat(memory.encode(still, LEGEND, new MaskWish(RUNS, 1000, 2))).isSameAs(first);
    assertThat(memory.bytes()).isGreaterThan(first.bytes());
  }

  @Test
  void shouldWriteItAnewWhenAnotherFormIsAskedForOrThereIsLessRoom() {
    // given
    remembersTheScene();
    EncodedMask runs = memory.encode(still, LEGEND, new MaskWish(RUNS, 1000, 1));

    // when
    EncodedMask less = memory.encode(still, LEGEND, new MaskWish(RUNS, runs.bytes() - 1, 2));
    EncodedMask png = memory.encode(still, LEGEND, new MaskWish(MaskForms.PNG, 1000, 3));

    // then: the id stays, the PNG stands in
    assertThat(runs.png()).isEmpty();
    assertThat(less.png()).isNotEmpty();
    assertThat(less.followed().orElseThrow().list())
        .isEqualTo(runs.followed().orElseThrow().list());
    assertThat(png.png()).isNotEmpty();
    assertThat(png.followed()).isEmpty();
  }

  @Test
  void shouldFollowRegionsWithoutAScene() {
    // when
    EncodedMask first = memory.encode(still, LEGEND, new MaskWish(RUNS, 1000, 1));
    EncodedMask second = memory.encode(segmentation(), LEGEND, new MaskWish(RUNS, 1000, 2));

    // then
    assertThat(second.followed().orElseThrow().list())
        .isEqualTo(first.followed().orElseThrow().list());
    assertThat(memory.bytes()).isEqualTo(second.followed().orElseThrow().bytes());
  }

  private void remembersTheScene() {
    LabelMap map = LabelMap.of(2, 2, 1, new int[4]);
    RgbImage image = RgbImage.of(2, 2, new byte[12]);
    memory.scene().begin("rules", image, map, new float[][] {{1}}, new float[0]);
  }

  private static Segmentation segmentation() {
    return new Segmentation(
        Mask.of(2, 2, new short[] {1, 1, 1, 0}),
        List.of(),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
