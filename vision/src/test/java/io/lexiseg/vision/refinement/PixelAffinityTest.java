package io.lexiseg.vision.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.image.RgbImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelAffinityTest {

  /** docs/method.md, section 13, G14. */
  @Test
  void shouldGiveTheGoldenAfterTwoIterations() {
    // given
    float[] left = goldenPlane(0, 4);
    float[] right = goldenPlane(4, 6);
    PixelAffinity affinity = PixelAffinity.of(goldenImage(), new PamrParameters(2, List.of(1, 2)));

    // when
    affinity.refine(left);
    affinity.refine(right);

    // then: six decimals are given
    thenRowIs(left, 0, 1, 1, 1, .255158f, .171745f, .001169f);
    thenRowIs(left, 1, 1, 1, 1, .254730f, .171535f, .001666f);
    thenRowIs(left, 2, 1, 1, 1, .255031f, .171673f, .001725f);
    double sum = 0;
    for (int p = 0; p < left.length; p++) {
      sum += left[p];
      assertThat(left[p] + right[p]).isCloseTo(1, within(1e-6f));
    }
    assertThat(sum).isCloseTo(20.568873, within(1e-5));
  }

  @Test
  void shouldGiveTheGoldenOfTheReleasedConstants() {
    // given
    float[] plane = goldenPlane(0, 4);

    // when
    PixelAffinity.of(goldenImage(), PamrParameters.RELEASED).refine(plane);

    // then
    thenRowIs(plane, 0, 1, 1, 1, .114832f, .114793f, .114779f);
  }

  private static RgbImage goldenImage() {
    byte[] pixels = new byte[36 * 3];
    for (int p = 0; p < 36; p++) {
      int y = p / 6;
      int x = p % 6;
      pixels[p * 3] = (byte) ((x < 3 ? 200 : 40) + y);
      pixels[p * 3 + 1] = (byte) (x < 3 ? 50 : 90);
      pixels[p * 3 + 2] = (byte) ((x < 3 ? 50 : 180) + 2 * x);
    }
    return RgbImage.of(6, 6, pixels);
  }

  /** 1 in columns {@code from .. to - 1}. */
  private static float[] goldenPlane(int from, int to) {
    float[] plane = new float[36];
    for (int p = 0; p < 36; p++) {
      plane[p] = p % 6 >= from && p % 6 < to ? 1 : 0;
    }
    return plane;
  }

  private static void thenRowIs(float[] plane, int y, float... expected) {
    for (int x = 0; x < 6; x++) {
      assertThat(plane[y * 6 + x]).isCloseTo(expected[x], within(2e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 256", "1, 30, 256", "30, 1, 4", "7, 9, 256", "60, 70, 3", "64, 50, 256"})
  void shouldAgreeWithThePlainVersion(int height, int width, int levels) {
    // given
    RgbImage image = noise(height, width, levels);
    float[] plane = plane(height * width, 3);
    double[] copy = new double[plane.length];
    for (int p = 0; p < copy.length; p++) {
      copy[p] = plane[p];
    }

    // when
    PixelAffinity.of(image, PamrParameters.RELEASED).refine(plane);

    // then: ten rounds of single precision, sums of 48 terms below 1
    double[] plain = PlainPamr.refine(copy, image, PamrParameters.RELEASED);
    for (int p = 0; p < plane.length; p++) {
      assertThat((double) plane[p]).isCloseTo(plain[p], within(5e-6));
    }
  }

  /** What pruning relies on, to the last bit. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldNeverLiftAPlaneAboveOneThatIsNowhereBelow(long seed) {
    // given: planes that touch in half of their pixels
    Random random = new Random(seed);
    RgbImage image = noise(40, 50, 256);
    float[] low = plane(40 * 50, seed);
    float[] high = low.clone();
    for (int p = 0; p < high.length; p++) {
      high[p] += random.nextBoolean() ? 0 : random.nextFloat() * 1e-6f;
    }
    PixelAffinity affinity = PixelAffinity.of(image, PamrParameters.RELEASED);

    // when
    affinity.refine(low);
    affinity.refine(high);

    // then
    for (int p = 0; p < low.length; p++) {
      assertThat(low[p]).isLessThanOrEqualTo(high[p]);
    }
  }

  @Test
  void shouldApproximateTheExponential() {
    for (float x = 0; x > -87; x -= 0.0137f) {
      double exact = Math.exp(x);
      assertThat((double) Exponential.of(x)).isCloseTo(exact, within(2e-7 * exact));
    }
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-1e30f)).isZero();
    assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void shouldRefuseConstantsOutOfRange() {
    for (List<Integer> dilations : List.of(List.<Integer>of(), List.of(0), List.of(1, 65))) {
      assertThatThrownBy(() -> new PamrParameters(10, dilations))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dilations 1..64");
    }
    assertThatThrownBy(() -> new PamrParameters(0, List.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("iterations 1..100");
  }

  private static float[] plane(int size, long seed) {
    Random random = new Random(seed);
    float[] plane = new float[size];
    for (int p = 0; p < size; p++) {
      plane[p] = random.nextFloat();
    }
    return plane;
  }

  private static RgbImage noise(int height, int width, int levels) {
    Random random = new Random(9);
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (random.nextInt(levels) * 255 / (levels - 1));
    }
    return RgbImage.of(height, width, pixels);
  }
}
