package io.lexiseg.vision.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapsTest {
  private final Overlaps overlaps = new Overlaps(2);

  @Test
  void shouldKeepPixelsInAGoodPartOfWhatStandsStill() {
    // given: 20 pixels of region 0 stand still, on three former regions
    add(0, 7, 15, false);
    add(0, 8, 3, false);
    add(0, 9, 2, false);
    add(0, 9, 20, true);

    // when, then
    assertThat(overlaps.keeps(0, 7)).isTrue();
    assertThat(overlaps.keeps(0, 8)).isTrue();
    assertThat(overlaps.keeps(0, 9)).isFalse();
    assertThat(overlaps.keeps(0, 1)).isFalse();
  }

  @Test
  void shouldKeepNothingWhereMuchMoved() {
    // given
    add(0, 7, 9, false);
    add(0, 7, 10, true);

    // when, then
    assertThat(overlaps.keeps(0, 7)).isFalse();
  }

  /** All of the inertia where half of a region stands still, nothing at a quarter. */
  @ParameterizedTest
  @CsvSource({"16, 0.8", "8, 0.8", "6, 0.4", "4, 0", "0, 0"})
  void shouldBlendTheMoreTheMoreStandsStill(int still, double kept) {
    // given
    add(1, 0, still, false);
    add(1, 0, 16 - still, true);

    // when
    float[][] blended = overlaps.blend(new float[][] {{9}, {0}}, new float[][] {{1}}, (float) 0.8);

    // then: nothing is known of region 0
    assertThat(blended[0]).containsExactly(9);
    assertThat((double) blended[1][0]).isCloseTo(kept, within(1e-6));
  }

  @Test
  void shouldBlendFormerRegionsByTheirParts() {
    // given
    add(0, 0, 3, false);
    add(0, 1, 1, false);

    // when
    float[][] blended =
        overlaps.blend(new float[][] {{4, 0}, {0, 0}}, new float[][] {{0, 1}, {0, 5}}, (float) 0.5);

    // then
    assertThat(blended[0]).containsExactly(2, 1);
  }

  @Test
  void shouldTellHowMuchOfWhatStoodStillIsAnotherCategoryNow() {
    // given: of 10 pixels that stand still, 3 were category 0 and are 1 now
    add(0, 0, 7, false);
    add(1, 0, 3, false);
    add(1, 1, 50, true);

    // when
    double disagreement =
        overlaps.disagreement(new float[][] {{2, 1}, {1, 2}}, new float[][] {{2, 1}, {2, 1}});

    // then
    assertThat(disagreement).isEqualTo(0.3);
    assertThat(new Overlaps(1).disagreement(new float[][] {{1}}, new float[][] {{1}})).isZero();
  }

  private void add(int region, int former, int pixels, boolean moved) {
    for (int p = 0; p < pixels; p++) {
      overlaps.add(region, former, moved);
    }
  }
}
