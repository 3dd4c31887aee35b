package io.lexiseg.vision.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedSimilarityTest {
  private static final CategoryBank BANK =
      CategoryBank.of(
          List.of("road", "sky", "tree"), 2, 1, new float[] {1, 0, 0, 1, 0.6f, 0.8f}, new float[3]);

  @Test
  void shouldAddTheWeightedCosineOfEachRegionToARunOfCategories() {
    // given
    float[][] local = {{0.5f, 0.25f}};
    // when: the second of two regions, the last two categories
    NamedSimilarity.of(BANK, 1, 3, 0.5).addTo(local, new float[] {1, 0, 0, 1}, new int[] {1});
    // then
    assertThat(local[0]).containsExactly(0.5f + 0.5f, 0.25f + 0.5f * 0.8f);
  }

  @Test
  void shouldChangeNothingWithoutWeight() {
    // given
    float[][] local = {{0.5f, 0.25f, 0}};
    // when
    NamedSimilarity.of(BANK, 0, 3, 0).addTo(local, new float[0], new int[] {0});
    // then
    assertThat(local[0]).containsExactly(0.5f, 0.25f, 0);
  }

  @Test
  void shouldRefuseRegionsWithoutNames() {
    assertThatThrownBy(
            () ->
                NamedSimilarity.of(BANK, 0, 3, 1)
                    .addTo(new float[1][3], new float[0], new int[] {0}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected names of 2 components for 1 regions, got 0 values");
  }
}
