package io.lexiseg.vision.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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

  /** Drops hit cells here and there, each a little; people change few cells, or much of them. */
  @ParameterizedTest
  @CsvSource({"4, 0.05, 26", "2, 0.05, 8", "4, 0.3, 8"})
  void shouldKnowRainByWhatItDoesToManyCells(int hit, double share, int pixels) {
    // given
    double[] shares = new double[10];

    // when
    for (int i = 0; i < 200; i++) {
      Arrays.fill(shares, 0);
      Arrays.fill(shares, 0, hit, share);
      noise.learn(new double[10], shares);
    }

    // then
    assertThat(noise.needed(CELL)).isEqualTo(pixels);
  }

  /** Whoever is new to a camera believes what it sees at once; later, one pair changes little. */
  @Test
  void shouldLearnFastAtFirst() {
    // when
    noise.learn(new double[] {6}, new double[] {0.05});
    int second = noise.needed(CELL);
    noise.learn(new double[] {6}, new double[] {0.05});
    int third = noise.needed(CELL);
    whenLearnt(6, 0.05);
    noise.learn(new double[] {6}, new double[] {0});

    // then
    assertThat(second).isEqualTo(13);
    assertThat(third).isEqualTo(18);
    assertThat(noise.needed(CELL)).isEqualTo(24);
  }

  private void whenLearnt(double level, double share) {
    for (int i = 0; i < 200; i++) {
      noise.learn(new double[] {level}, new double[] {share});
    }
  }
}
