package io.lexiseg.indexbuilder.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionMaskTest {
  @Test
  void shouldCutJustBelowTwoFifths() {
    // given a map that is not enlarged; gamma 0.45 cuts at 0.39966
    AttributionMap map = new AttributionMap(1, 4, new float[] {2, 5.996f, 5.997f, 12});

    // when
    AttributionMask mask = AttributionMask.of(map, 1, 4, AttributionMask.GAMMA);

    // then
    assertThat(mask.inside()).containsExactly(false, false, true, true);
    assertThat(mask.count()).isEqualTo(2);
    assertThat(mask.share()).isEqualTo(0.5);
    assertThat(mask.contrast()).isCloseTo((0.3997 + 1 - 0 - 0.3996) / 2, within(1e-6));
  }

  @Test
  void shouldHoldNothingWhereNothingStandsOut() {
    // when
    AttributionMask mask =
        AttributionMask.of(new AttributionMap(2, 2, new float[4]), 6, 6, AttributionMask.GAMMA);

    // then
    assertThat(mask.count()).isZero();
    assertThat(mask.share()).isZero();
    assertThat(mask.contrast()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.26894, 0.73106, 1, Double.NaN})
  void shouldRefuseThresholdsThatSelectAllOrNothing(double gamma) {
    assertThatThrownBy(() -> AttributionMask.requireGamma(gamma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gamma: expected a number between 0.26894 and 0.73106, got " + gamma);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.26895, 0.45, 0.73105})
  void shouldTakeThresholdsBetween(double gamma) {
    assertThat(AttributionMask.requireGamma(gamma)).isEqualTo(gamma);
  }
}
