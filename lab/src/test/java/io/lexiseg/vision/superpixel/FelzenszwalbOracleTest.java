package io.lexiseg.vision.superpixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.image.RgbImage;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The superpixels of the product against the method as it is worded. */
class FelzenszwalbOracleTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldAgreeWithThePlainVersionOnRandomImages(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      // given: sizes from 1, from two colours, which tie, to all
      int levels = 2 << random.nextInt(7);
      RgbImage image = noise(1 + random.nextInt(40), 1 + random.nextInt(40), levels, random);
      FelzenszwalbParameters parameters =
          new FelzenszwalbParameters(
              random.nextInt(400), random.nextInt(5) * 0.4, random.nextInt(60));

      // when
      LabelMap fast = new FelzenszwalbHuttenlocher2004(parameters).segment(image);

      // then
      LabelMap plain = new PlainFelzenszwalbHuttenlocher2004(parameters).segment(image);
      assertThat(fast.labels()).as("%s", parameters).isEqualTo(plain.labels());
      assertThat(fast.regions()).isEqualTo(plain.regions());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "1, 100", "30, 100"})
  void shouldAgreeWithThePlainVersionOnGradients(double sigma, double scale) {
    // given: long runs of weights that differ in their last bits only
    byte[] pixels = new byte[64 * 90 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % 90 * 2 + i / 270);
    }
    RgbImage image = RgbImage.of(64, 90, pixels);
    FelzenszwalbParameters parameters = new FelzenszwalbParameters(scale, sigma, 10);

    // when
    LabelMap fast = new FelzenszwalbHuttenlocher2004(parameters).segment(image);

    // then
    LabelMap plain = new PlainFelzenszwalbHuttenlocher2004(parameters).segment(image);
    assertThat(fast.labels()).isEqualTo(plain.labels());
  }

  private static RgbImage noise(int height, int width, int levels, Random random) {
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (random.nextInt(levels) * 255 / (levels - 1));
    }
    return RgbImage.of(height, width, pixels);
  }
}
