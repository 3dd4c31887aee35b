package io.lexiseg.vision.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.mask.Mask;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZoneTallyTest {
  private static final int CATEGORIES = 5;

  @Test
  void shouldCountAsOneLookAtEveryPixel() {
    Random random = new Random(3);
    for (int trial = 0; trial < 100; trial++) {
      // given
      int height = 1 + random.nextInt(30);
      int width = 1 + random.nextInt(30);
      short[] values = new short[height * width];
      float[] best = new float[values.length];
      for (int p = 0; p < values.length; p++) {
        values[p] = (short) random.nextInt(CATEGORIES + 1);
        best[p] = random.nextFloat();
      }
      PolygonRaster raster = PolygonRaster.of(triangle(random), height, width);

      // when
      ZoneTally tally = ZoneTally.of(raster, Mask.of(height, width, values), best, CATEGORIES);

      // then
      thenEqualsAPlainCount(tally, PolygonRasterTest.pixels(raster), values, best);
    }
  }

  private static Polygon triangle(Random random) {
    return Polygon.of(
        random.doubles(3).map(one -> one * 1.2 - 0.1).toArray(),
        random.doubles(3).map(one -> one * 1.2 - 0.1).toArray());
  }

  private static void thenEqualsAPlainCount(
      ZoneTally tally, boolean[] inside, short[] values, float[] best) {
    for (int category = 0; category <= CATEGORIES; category++) {
      long pixels = 0;
      double scores = 0;
      for (int p = 0; p < values.length; p++) {
        if (inside[p] && values[p] == category) {
          pixels++;
          scores += best[p];
        }
      }
      assertThat(tally.pixels(category)).isEqualTo(pixels);
      if (pixels > 0) {
        assertThat(tally.meanScore(category))
            .isCloseTo((float) (scores / pixels), within(0f)); // the same sums in the same order
      }
    }
  }

  @Test
  void shouldRefuseAMaskOfAnotherSize() {
    PolygonRaster raster = PolygonRaster.of(PolygonRasterTest.rectangle(0, 0, 1, 1), 2, 3);
    assertThatThrownBy(() -> ZoneTally.of(raster, Mask.of(3, 2, new short[6]), null, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x3")
        .hasMessageContaining("3x2");
  }

  @Test
  void shouldCountValuesAbove32767() {
    // given
    PolygonRaster raster = PolygonRaster.of(PolygonRasterTest.rectangle(0, 0, 1, 1), 1, 2);

    // when
    ZoneTally tally =
        ZoneTally.of(raster, Mask.of(1, 2, new short[] {(short) 65_535, 0}), null, 65_535);

    // then
    assertThat(tally.pixels(65_535)).isEqualTo(1);
  }
}
