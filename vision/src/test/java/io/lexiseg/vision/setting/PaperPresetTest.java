package io.lexiseg.vision.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.refinement.NoRefinement;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperPresetTest {

  /** docs/method.md, section 3. */
  @ParameterizedTest
  @CsvSource({
    "VOC, 100, .7, 20, .7, none",
    "VOC_RELEASED, 100, .7, 20, .8, none",
    "VOC21, 100, .7, 20, .7, base:threshold=0.4",
    "CONTEXT, 100, 1, 20, .8, none",
    "CONTEXT60, 100, 1, 20, .8, base:threshold=0.4",
    "STUFF, 100, 1, 100, .8, none",
    "OBJECT, 100, 1, 100, .8, base:threshold=0.4",
    "CITYSCAPES, 20, .5, 50, .8, none",
    "ADE, 100, 1, 20, .8, none"
  })
  void shouldHoldConstants(
      PaperPreset preset,
      double scale,
      double sigma,
      int minSize,
      double localWeight,
      String background) {
    // when
    SegmentationSettings settings = preset.settings();

    // then
    assertThat(settings.superpixels()).isEqualTo(new FelzenszwalbParameters(scale, sigma, minSize));
    assertThat(settings.localWeight()).isEqualTo(localWeight);
    assertThat(settings.windowing()).isEqualTo(Windowing.SLIDING);
    assertThat(settings.pooling()).isEqualTo(Pooling.MASK_SAMPLED);
    assertThat(settings.shortSide()).isEqualTo(448);
    assertThat(settings.maxLongSide()).isEqualTo(2048);
    assertThat(settings.score()).isEqualTo(ScoreSettings.of(localWeight));
    assertThat(settings.text()).containsEntry("background", background);
    assertThat(settings.refinement()).isEqualTo(new NoRefinement());
  }
}
