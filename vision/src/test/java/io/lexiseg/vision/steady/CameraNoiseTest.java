package io.lexiseg.vision.steady;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraNoiseTest {
  private static final int CELL = 256;

  private final CameraNoise noise = new CameraNoise();

  @ParameterizedTest
  @CsvSource({"0, 8", "2, 13", "6, 23", "100, 40"})
  void shouldAskForMoreThanACameraDiffersByItself(double level, int threshold) {
    // given
    whenLearnt(100, 0.5);

    // when
    whenLearnt(level, 0);

    // then
    assertThat(noise.threshold()).isEqualTo(threshold);
  }

  /** Where all pixels moved, again and again, a cell whose pixels all move still moves. */
  @ParameterizedTest
  @CsvSource({"0, 8", "0.01, 8", "0.05, 26", "1, 64"})
  void shouldAskForMorePixelsThanRain(double share, int pixels) {
    // when
    whenLearnt(0, share);

    // then
    assertThat(noise.needed(CELL)).isEqualTo(pixels);
    assertThat(noise.needed(1)).isEqualTo(1);
  }

  @Test
  void shouldLearnFromTheCellInTheMiddle() {
    // when
    for (int i = 0; i < 200; i++) {
      noise.learn(new double[] {90, 6, 0}, new double[] {1, 0, 0.05});
    }

    // then
    assertThat(noise.threshold()).isEqualTo(23);
    assertThat(noise.needed(CELL)).isEqualTo(26);
  }

  private void whenLearnt(double level, double share) {
    for (int i = 0; i < 200; i++) {
      noise.learn(new double[] {level}, new double[] {share});
    }
  }
}
