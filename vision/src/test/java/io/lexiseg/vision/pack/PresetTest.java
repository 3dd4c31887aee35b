package io.lexiseg.vision.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
  private static final Preset PRESET = PresetReader.paper("paper", PaperPreset.CONTEXT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "neighbours | 20",
        "relativeCut | 0.02",
        "aggregation | mean-similarity",
        "aggregation | max-similarity",
        "aggregation | separate:maxShare=0.5",
        "negatives | wall,sky",
        "borrowed | unpainted",
        "localWeight | 0.5",
        "superpixels | none"
      })
  void shouldReadWhatItWrites(String key, String value) {
    // when
    Preset changed = PRESET.with(key, value);

    // then
    assertThat(changed.text()).containsEntry(key, value);
    assertThat(changed.with(key, PRESET.text().getOrDefault(key, ""))).isEqualTo(PRESET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k | 1 | relativeCut, aggregation, negatives, support, borrowed]",
        "neighbours | 0 | neighbours >= 1",
        "relativeCut | 3 | relativeCut 0..2",
        "aggregation | median | expected mean-embedding, nearest, mean-similarity",
        "aggregation | separate:maxShare=2 | maxShare 0..1",
        "support | sine | expected none or cosine",
        "support | cosine:strong=0.5,weak=0.6 | weak <= strong",
        "support | cosine:strong=0.7,weak=0.6,spread=2 | spread 0..1",
        "support | cosine:strong=0.7 | weak NaN",
        "support | cosine:strong=0.7,weak=0.6,lead=1 | no part [lead]"
      })
  void shouldSayWhatIsWrongWithAValue(String key, String value, String expected) {
    assertThatThrownBy(() -> PRESET.with(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @EnumSource
  void shouldBuildOnAPresetOfThePaper(PaperPreset base) {
    // given
    String json = "{\"base\": \"%s\", \"pooling\": \"upsampled\"}".formatted(OptionText.of(base));

    // when
    Preset preset = read(json, new ArrayList<>()).orElseThrow();

    // then
    assertThat(preset).isEqualTo(PresetReader.paper("name", base).with("pooling", "upsampled"));
    assertThat(preset.neighbours()).isEqualTo(350);
    assertThat(preset.relativeCut()).isEqualTo(2);
  }

  @Test
  void shouldReadEveryKeyAsText() {
    // given
    Preset changed =
        PRESET
            .with("shortSide", "592")
            .with("superpixels", "seeds:count=100")
            .with("background", "only-local:threshold=0.4")
            .with("aggregation", "separate:maxShare=0.3")
            .with("negatives", "wall,sky");
    String json = new ObjectMapper().valueToTree(changed.text()).toString();

    // when
    Preset preset = read(json, new ArrayList<>()).orElseThrow();

    // then
    assertThat(preset.text()).isEqualTo(changed.text());
  }

  @Test
  void shouldReportAllProblemsOfAPreset() {
    // when
    List<String> problems = new ArrayList<>();
    Optional<Preset> preset =
        read(
            """
            {"shortSide": 448, "maxLongSide": 2048, "windowing": "tiled",
             "superpixels": {"scale": 1, "sigma": "a", "minSize": 1}, "localWeight": [1],
             "pooling": "upsampled", "neighbours": 5, "colour": 1}
            """,
            problems);

    // then
    assertThat(preset).isEmpty();
    assertThat(problems)
        .anySatisfy(p -> assertThat(p).startsWith("preset.windowing: ").contains("sliding, whole"))
        .anySatisfy(p -> assertThat(p).startsWith("preset.superpixels.sigma: expected a number"))
        .anySatisfy(p -> assertThat(p).startsWith("preset.localWeight: expected a string"))
        .contains("preset.relativeCut: expected a value, got nothing")
        .contains("preset.colour: unknown key")
        .hasSize(5);
  }

  private static Optional<Preset> read(String json, List<String> problems) {
    try {
      List<String> found = new ArrayList<>();
      Optional<Preset> preset =
          PresetReader.preset(
              "name", new JsonFields("preset", new ObjectMapper().readTree(json), found));
      problems.addAll(found);
      return preset;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
