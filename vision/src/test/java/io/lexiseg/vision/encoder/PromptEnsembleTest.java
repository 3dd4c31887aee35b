package io.lexiseg.vision.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PromptEnsembleTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  @Test
  void shouldAverageRawPromptVectorsThenNormalise() {
    // given
    FakeTextEncoder encoder =
        new FakeTextEncoder(
            Map.of(
                "a cat.", new float[] {8, 0},
                "the cat.", new float[] {0, 6},
                "a dog.", new float[] {0, -1},
                "the dog.", new float[] {0, -3}));
    PromptEnsemble ensemble = new PromptEnsemble(encoder, List.of("a {}.", "the {}."));

    // when
    List<float[]> embeddings = ensemble.embed(List.of("cat", "dog"));

    // then
    assertThat(embeddings).hasSize(2);
    assertThat(embeddings.get(0)).containsExactly(new float[] {0.8f, 0.6f}, ROUNDING);
    assertThat(embeddings.get(1)).containsExactly(new float[] {0, -1}, ROUNDING);
    assertThat(encoder.prompts).containsExactly("a cat.", "the cat.", "a dog.", "the dog.");
  }

  @Test
  void shouldRejectAnEmptySet() {
    assertThatThrownBy(() -> new PromptEnsemble(new FakeTextEncoder(Map.of()), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one template");
  }

  private static final class FakeTextEncoder implements TextEncoder {
    private final Map<String, float[]> vectors;
    private final List<String> prompts = new ArrayList<>();

    FakeTextEncoder(Map<String, float[]> vectors) {
      this.vectors = vectors;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public List<float[]> embed(List<String> asked) {
      prompts.addAll(asked);
      return asked.stream().map(vectors::get).toList();
    }
  }
}
