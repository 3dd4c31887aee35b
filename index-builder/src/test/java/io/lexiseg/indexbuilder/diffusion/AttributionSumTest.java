package io.lexiseg.indexbuilder.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.attribution.AttributionMask;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributionSumTest {
  private static final float TOLERANCE = 3e-6f; // inputs in 32 bits, positions too

  static Stream<JsonNode> words() throws IOException {
    return GoldenAttribution.words();
  }

  @ParameterizedTest
  @MethodSource("words")
  void shouldGiveTheGoldenMaps(JsonNode word) {
    // given two calls, the second with the last token in a run of its own
    AttributionSum sum =
        new AttributionSum(
            GoldenAttribution.SIDE, GoldenAttribution.SIDE, GoldenAttribution.TOKENS);
    for (int output = 0; output < GoldenAttribution.GRIDS.length; output++) {
      sum.add("maps" + output, GoldenAttribution.output(output, 0, 3, 0.25), 0, 3);
      sum.add("maps" + output, GoldenAttribution.output(output, 0, 2, 0.75), 0, 2);
      sum.add("maps" + output, GoldenAttribution.output(output, 2, 2, 0.75), 2, 1);
    }

    // when
    AttributionMap map = sum.mean(sum.maps(), GoldenAttribution.tokens(word));

    // then
    assertThat(map.values()).containsExactly(GoldenAttribution.values(word), within(TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("words")
  void shouldLeadToTheGoldenMasks(JsonNode word) {
    // given
    AttributionMap map =
        new AttributionMap(
            GoldenAttribution.SIDE, GoldenAttribution.SIDE, GoldenAttribution.values(word));

    for (JsonNode golden : word.get("masks")) {
      // when
      AttributionMask mask = AttributionMask.of(map, 48, 40, golden.get("gamma").asDouble());

      // then
      assertThat(mask.count()).isEqualTo(golden.get("count").asInt());
      assertThat(mask.share()).isEqualTo(golden.get("count").asInt() / (48.0 * 40.0));
      assertThat(mask.contrast()).isCloseTo(golden.get("contrast").asDouble(), within(2e-6));
    }
  }
}
