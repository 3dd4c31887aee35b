package io.lexiseg.indexbuilder.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BicubicTest {
  @Test
  void shouldKeepAGridOfTheSameSize() {
    // given
    double[] values = {9, 1, 2, 3, 4, 5, 6};
    double[] result = new double[6];

    // when
    new Bicubic(2, 3, 2, 3).resize(values, 1, result);

    // then
    assertThat(result).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void shouldOvershootAtAnEdge() {
    // given
    double[] result = new double[8];

    // when each cell becomes two, a quarter of a cell from its centre
    new Bicubic(1, 4, 1, 8).resize(new double[] {0, 0, 1, 1}, 0, result);

    // then
    assertThat(result[1]).isCloseTo(-9 / 256.0, within(1e-7));
    assertThat(result[6]).isCloseTo(1 + 9 / 256.0, within(1e-7));
    assertThat(result[3] + result[4]).isCloseTo(1, within(1e-7));
    assertThat(result[2]).isNegative();
    assertThat(result[5]).isGreaterThan(1);
  }

  @Test
  void shouldTakeTheMiddleFromFourCells() {
    // given
    double[] result = new double[2];

    // when
    new Bicubic(1, 4, 1, 2).resize(new double[] {1, 2, 4, 8}, 0, result);

    // then taps at a half are -0.09375, 0.59375, 0.59375, -0.09375, clamped at the borders
    assertThat(result[0]).isCloseTo(-0.09375 * 1 + 0.59375 * (1 + 2) - 0.09375 * 4, within(1e-7));
    assertThat(result[1]).isCloseTo(-0.09375 * 2 + 0.59375 * (4 + 8) - 0.09375 * 8, within(1e-7));
  }
}
