package io.lexiseg.vision.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden numbers: docs/method.md, G2 to G4. */
class LinearTapsTest {
  /** Positions are single precision: 1e-5 of a pixel at 448. */
  private static final float TOLERANCE = 2e-5f;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 12, .416667",
    "2, 24, .833333",
    "3, 37, .25",
    "12, 149, 0",
    "36, 447, 0"
  })
  void shouldSampleCornersWhenShrinking(int o, int first, float weight) {
    // when
    LinearTaps taps = LinearTaps.alignCorners(448, 37);

    // then
    thenSamples(taps, o, first + weight);
  }

  @Test
  void shouldTouchFewRowsWhenShrinking() {
    // given
    LinearTaps taps = LinearTaps.alignCorners(448, 37);

    // when
    Set<Integer> rows = new HashSet<>();
    for (int o = 0; o < taps.size(); o++) {
      rows.add(taps.first(o));
      if (taps.weight(o) > 1e-4) {
        rows.add(taps.second(o));
      }
    }

    // then
    assertThat(rows).hasSize(70);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, .080537", "12, 0, .966443", "13, 1, .046980", "447, 36, 0"})
  void shouldSampleCornersWhenEnlarging(int o, int first, float weight) {
    // when
    LinearTaps taps = LinearTaps.alignCorners(37, 448);

    // then
    thenSamples(taps, o, first + weight);
  }

  @Test
  void shouldResampleVectorWithCorners() {
    // when
    float[] resampled =
        whenResampled(LinearTaps.alignCorners(6, 4), new float[] {0, 1, 4, 9, 16, 25});

    // then
    assertThat(resampled).containsExactly(new float[] {0, 3, 11.333333f, 25}, within(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 0, .797297", "2, 1, .662162", "258, 223, .067568", "517, 447, 0"})
  void shouldSampleHalfPixels(int o, int first, float weight) {
    // when
    LinearTaps taps = LinearTaps.halfPixel(448, 518);

    // then
    assertThat(taps.first(o)).isEqualTo(first);
    if (o < 517) { // the last position lies beyond the last sample; both taps are that sample
      assertThat(taps.weight(o)).isCloseTo(weight, within(TOLERANCE));
    }
    assertThat(taps.second(o)).isEqualTo(Math.min(first + 1, 447));
  }

  @Test
  void shouldResampleVectorWithHalfPixels() {
    // when
    float[] resampled = whenResampled(LinearTaps.halfPixel(4, 6), new float[] {0, 10, 20, 40});

    // then
    assertThat(resampled)
        .containsExactly(new float[] {0, 5, 11.666667f, 18.333334f, 30, 40}, within(1e-5f));
  }

  @Test
  void shouldTakeNearest() {
    // when
    float[] enlarged = whenResampled(LinearTaps.nearest(3, 7), new float[] {1, 2, 3});
    float[] shrunk = whenResampled(LinearTaps.nearest(5, 2), new float[] {1, 2, 3, 4, 5});

    // then
    assertThat(enlarged).containsExactly(1, 1, 2, 2, 2, 3, 3);
    assertThat(shrunk).containsExactly(2, 4);
  }

  @Test
  void shouldSampleSinglePixels() {
    // when
    float[] enlarged = whenResampled(LinearTaps.alignCorners(1, 3), new float[] {7});
    float[] shrunk = whenResampled(LinearTaps.alignCorners(3, 1), new float[] {7, 8, 9});

    // then
    assertThat(enlarged).containsExactly(7, 7, 7);
    assertThat(shrunk).containsExactly(7);
  }

  @Test
  void shouldRejectEmptyAxis() {
    assertThatThrownBy(() -> LinearTaps.halfPixel(4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("resampling: expected lengths >= 1, got 4 to 0");
  }

  /** {@code first + weight} may just as well be the next sample with weight 0. */
  private static void thenSamples(LinearTaps taps, int o, float position) {
    float actual = taps.first(o) == taps.second(o) ? taps.first(o) : taps.first(o) + taps.weight(o);
    assertThat(actual).isCloseTo(position, within(1e-4f));
  }

  private static float[] whenResampled(LinearTaps taps, float[] in) {
    float[] out = new float[taps.size()];
    for (int o = 0; o < out.length; o++) {
      out[o] = (1 - taps.weight(o)) * in[taps.first(o)] + taps.weight(o) * in[taps.second(o)];
    }
    return out;
  }
}
