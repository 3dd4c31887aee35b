package io.lexiseg.prototypes.redisearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.redis.VectorIndexSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplorationTest {
  private static final List<Exploration> MEASURED =
      List.of(
          new Exploration(10, 40, 0.98),
          new Exploration(50, 75, 0.99),
          new Exploration(350, 700, 0.97));

  @ParameterizedTest
  @CsvSource({
    "1, 40",
    "10, 40",
    "11, 75",
    "50, 75",
    "51, 700",
    "350, 700",
    "351, 702",
    "1000, 2000"
  })
  void shouldTakeTheDepthOfTheNextLargerNumber(int neighbours, int depth) {
    // then
    assertThat(Exploration.depthFor(neighbours, MEASURED)).isEqualTo(depth);
  }

  @Test
  void shouldRefuseImpossibleOnes() {
    // then
    assertThatIllegalArgumentException().isThrownBy(() -> new Exploration(0, 10, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Exploration(10, 9, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Exploration(10, 10, 1.1));
  }

  @Test
  void shouldBeKeptInTheRecordOfAGeneration() {
    // given
    IndexDescription description = new IndexDescription("streets", 3, "tiny", 6, 2, Map.of());
    Generation generation =
        new Generation(description.manifest(30), VectorIndexSettings.GRAPH, MEASURED);

    // then
    assertThat(Generation.parse(generation.toJson(), "here")).isEqualTo(generation);
    assertThat(generation.toJson())
        .contains("\"recall\":0.97", "\"depth\":700", "\"keyType\":\"FLOAT32\"");
    assertThatIllegalStateException()
        .isThrownBy(() -> Generation.parse(generation.toJson().replace("FLOAT32", "INT8"), "here"))
        .withMessageContainingAll("here: expected the record of a generation", "INT8");
  }
}
