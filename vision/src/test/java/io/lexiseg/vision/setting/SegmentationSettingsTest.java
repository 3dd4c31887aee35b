package io.lexiseg.vision.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentationSettingsTest {
  private static final SegmentationSettings SETTINGS = PaperPreset.CONTEXT.settings();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shortSide | 592",
        "maxLongSide | 448",
        "windowing | whole",
        "superpixels | none",
        "superpixels | felzenszwalb:scale=20,sigma=0.5,minSize=50",
        "superpixels | seeds:count=300,levels=3,prior=2,bins=4,iterations=7",
        "pooling | upsampled",
        "views | several:scales=1+1.5,flip=true",
        "views | several:scales=2,flip=false",
        "localWeight | 0.35",
        "localTerm | raw",
        "globalTerm | image",
        "nameWeight | 0.2",
        "background | base:threshold=0.4",
        "background | only-local:threshold=0.55",
        "background | local-of-winner:threshold=-1",
        "background | world:prior=0.02,alike=0.7,near=0.95,doubt=0.005,nouns=512",
        "refinement | pamr:iterations=3,dilations=1+2+4",
        "steady | strong"
      })
  void shouldReadWhatItWrites(String key, String value) {
    // when
    SegmentationSettings changed = SETTINGS.with(key, value);

    // then: that value and no other
    assertThat(changed.text()).containsEntry(key, value).hasSize(13);
    assertThat(changed.with(key, SETTINGS.text().getOrDefault(key, ""))).isEqualTo(SETTINGS);
  }

  @ParameterizedTest
  @EnumSource
  void shouldWriteEveryPresetSoThatItCanBeReadBack(PaperPreset preset) {
    // given
    SegmentationSettings settings = preset.settings();

    // when
    SegmentationSettings read = SettingsTable.INSTANCE.with(SETTINGS, settings.text());

    // then
    assertThat(read).isEqualTo(settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds | seeds:count=200,levels=4,prior=1,bins=5,iterations=10",
        "seeds:count=100 | seeds:count=100,levels=4,prior=1,bins=5,iterations=10",
        "felzenszwalb | felzenszwalb:scale=600,sigma=0.8,minSize=400"
      })
  void shouldTakeTheReleasedConstantsForPartsLeftOut(String value, String whole) {
    assertThat(SETTINGS.with("superpixels", value).text()).containsEntry("superpixels", whole);
  }

  @Test
  void shouldTakeTheReleasedConstantsOfPamr() {
    assertThat(SETTINGS.with("refinement", "pamr").text())
        .containsEntry("refinement", "pamr:iterations=10,dilations=1+2+4+8+12+24");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beta | 1 | expected one of [shortSide, maxLongSide, windowing, superpixels,",
        "shortSide | 0 | shortSide >= 1",
        "shortSide | many | expected a whole number, got 'many'",
        "maxLongSide | 447 | maxLongSide >= shortSide",
        "windowing | tiled | expected one of sliding, whole, got 'tiled'",
        "superpixels | kmeans | expected none, felzenszwalb",
        "superpixels | seeds:n=200 | seeds has no part [n]",
        "superpixels | seeds:count | with each part once",
        "superpixels | seeds:count=1,count=2 | with each part once",
        "superpixels | none:count=1 | none has no part [count]",
        "localWeight | 1.5 | localWeight 0..1",
        "nameWeight | 2 | nameWeight 0..1",
        "localWeight | NaN | expected a number, got 'NaN'",
        "background | base:threshold=low | expected a number, got 'low'",
        "background | world:prior=-1 | expected prior and doubt 0..1",
        "background | none:threshold=1 | none has no part [threshold]",
        "views | two | expected one or several, got 'two'",
        "views | several:scales=1+1 | 1 to 4 different scales",
        "views | several:scales=9 | 0.25 to 4.0",
        "views | several:flip=maybe | expected true or false, got 'maybe'",
        "refinement | crf | expected none or pamr",
        "refinement | pamr:dilations=1+x | expected a whole number"
      })
  void shouldSayWhatIsWrongWithAValue(String key, String value, String expected) {
    assertThatThrownBy(() -> SETTINGS.with(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void shouldNotDependOnTheOrderOfValues() {
    Map<String, String> large = Map.of("shortSide", "3000", "maxLongSide", "4000");
    Map<String, String> small = Map.of("maxLongSide", "200", "shortSide", "100");
    assertThat(SettingsTable.INSTANCE.with(SETTINGS, large).maxLongSide()).isEqualTo(4000);
    assertThat(SettingsTable.INSTANCE.with(SETTINGS, small).maxLongSide()).isEqualTo(200);
  }

  @Test
  void shouldReadAndWriteNumbersWhateverTheLocale() {
    // given
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      // when
      SegmentationSettings changed = SETTINGS.with("localWeight", "0.25");

      // then
      assertThat(changed.text()).containsEntry("localWeight", "0.25");
    } finally {
      Locale.setDefault(before);
    }
  }
}
