package io.lexiseg.vision.encoder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
  @Test
  void shouldKeepEveryNumberThatSixteenBitsHold() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.decode((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfFloat.encode(value)).isEqualTo((short) bits);
      }
    }
  }

  /** Spacing is 2^-10 above 1, 2^-24 below 2^-14, 32 below 65,536. */
  @ParameterizedTest
  @CsvSource({
    "0x1.002p0, 0x1.0p0",
    "0x1.006p0, 0x1.008p0",
    "0x1.0021p0, 0x1.004p0",
    "0x1.ffep0, 0x1.0p1",
    "0x1.8p-24, 0x1.0p-23",
    "0x1.0p-25, 0x0.0p0",
    "0x1.ffffp-15, 0x1.0p-14",
    "65519, 65504",
    "65520, Infinity",
    "-1e30, -Infinity",
  })
  void shouldRoundToTheNearestAndTiesToEven(float value, float expected) {
    assertThat(HalfFloat.decode(HalfFloat.encode(value))).isEqualTo(expected);
  }

  /** The oracle tries the neighbours. */
  @Test
  void shouldGiveTheNearestOfAllNumbers() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!(Math.abs(value) < 65504) || value == 0) {
        continue;
      }
      short half = HalfFloat.encode(value);
      double error = Math.abs((double) HalfFloat.decode(half) - value);
      for (int step = -1; step <= 1; step += 2) {
        float neighbour = HalfFloat.decode((short) (half + step));
        if (Float.isFinite(neighbour)) {
          assertThat(error).isLessThanOrEqualTo(Math.abs((double) neighbour - value));
        }
      }
    }
  }

  @Test
  void shouldKeepWhatIsNoNumber() {
    assertThat(HalfFloat.decode(HalfFloat.encode(Float.NaN))).isNaN();
  }
}
