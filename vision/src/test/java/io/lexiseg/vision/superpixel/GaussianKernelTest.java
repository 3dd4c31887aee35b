package io.lexiseg.vision.superpixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianKernelTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "0.1, 0", "0.5, 2", "0.7, 3", "0.8, 3", "1, 4", "40, 160"})
  void shouldEndAtFourStandardDeviations(double sigma, int radius) {
    // when
    double[] kernel = GaussianKernel.of(sigma);

    // then
    assertThat(kernel).hasSize(radius + 1);
    double sum = 2 * Arrays.stream(kernel).skip(1).sum() + kernel[0];
    assertThat(sum).isCloseTo(1, within(1e-14)); // rounding of some hundred additions
  }

  @Test
  void shouldEqualTheWeightsOfScipyToTheLastBit() {
    // when
    double[] kernel = GaussianKernel.of(1);

    // then: SciPy 1.17's weights for a standard deviation of 1
    assertThat(kernel)
        .containsExactly(
            0x1.9884a307594fbp-2,
            0x1.ef8eb9ad499bap-3,
            0x1.ba4b99d1799abp-5,
            0x1.22724cb7eb269p-8,
            0x1.18a9c4fd536c6p-13);
  }
}
