package io.lexiseg.prototypes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {
  @Test
  void shouldDecodeEveryHalfByItsDefinition() {
    for (int half = 0; half < 1 << 16; half++) {
      // when
      float decoded = HalfFloats.toFloat((short) half);

      // then
      if (Float.floatToRawIntBits(decoded) != Float.floatToRawIntBits(plain(half))
          && !(Float.isNaN(decoded) && Float.isNaN(plain(half)))) {
        assertThat(decoded).as("half %04x", half).isEqualTo(plain(half));
      }
    }
  }

  @Test
  void shouldEncodeEveryDecodedHalfToItself() {
    for (int half = 0; half < 1 << 16; half++) {
      float value = plain(half);
      if (Float.isNaN(value)) {
        assertThat(HalfFloats.toFloat(HalfFloats.fromFloat(value))).isNaN();
        continue;
      }

      // when
      short encoded = HalfFloats.fromFloat(value);

      // then
      if (encoded != (short) half) {
        assertThat(encoded).as("half %04x", half).isEqualTo((short) half);
      }
    }
  }

  @Test
  void shouldRoundBetweenNeighboursToTheNearestAndTiesToEven() {
    for (int half = 0; half < 0x7bff; half++) {
      float low = plain(half);
      float high = plain(half + 1);
      float middle = (low + high) / 2;
      int even = half + (half & 1);

      // then
      assertEncodes(middle, even);
      assertEncodes(Math.nextDown(middle), half);
      assertEncodes(Math.nextUp(middle), half + 1);
      assertEncodes(-middle, 0x8000 | even);
    }
  }

  @Test
  void shouldKeepRelativeErrorOfRandomValuesBelowHalfAStep() {
    Random random = new Random(16);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) (random.nextGaussian() * 100);

      // when
      float decoded = HalfFloats.toFloat(HalfFloats.fromFloat(value));

      // then
      if (Math.abs(decoded - value) > Math.max(Math.abs(value) * 0x1p-11f, 0x1p-25f)) {
        assertThat(decoded).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "65504, 7bff", "65519.996, 7bff", "65520, 7c00", "1e30, 7c00", "-1e30, fc00", "Infinity, 7c00",
    "0, 0", "-0.0, 8000", "1e-30, 0", "-1e-30, 8000", "1, 3c00", "-2, c000"
  })
  void shouldEncodeTheEdges(float value, String half) {
    // then
    assertEncodes(value, Integer.parseInt(half, 16));
  }

  private static void assertEncodes(float value, int half) {
    short encoded = HalfFloats.fromFloat(value);
    if (encoded != (short) half) {
      assertThat(encoded).as("half of %s", value).isEqualTo((short) half);
    }
  }

  /** IEEE 754 section 3.4, binary16. */
  private static float plain(int half) {
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    float sign = (half & 0x8000) == 0 ? 1f : -1f;
    if (exponent == 31) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    return exponent == 0
        ? sign * Math.scalb((float) fraction, -24)
        : sign * Math.scalb(1024f + fraction, exponent - 25);
  }
}
