package io.lexiseg.vision.superpixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.image.RgbImage;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every algorithm promises. */
@TestInstance(Lifecycle.PER_CLASS) // its methods give the arguments
public abstract class SuperpixelContract {
  private static final int[][] SIZES = {
    {1, 1},
    {1, 2},
    {2, 1},
    {1, 7},
    {9, 1},
    {3, 3},
    {1, 500},
    {500, 1},
    {2, 333},
    {16, 16},
    {31, 17},
    {40, 300},
    {300, 40},
    {448, 448}
  };

  /** Parameters of each algorithm, usual ones and extremes. */
  protected abstract Stream<SuperpixelParameters> algorithms();

  /** Competitors of the paper's Table 5 with their constants, least and most superpixels. */
  protected abstract Stream<Arguments> competitors();

  /** Constructions of parameters out of range. */
  protected abstract List<ThrowingCallable> refusals();

  @ParameterizedTest
  @MethodSource("algorithms")
  void shouldNumberRegionsOfAnySizeInRasterOrder(SuperpixelParameters parameters) {
    SuperpixelAlgorithm algorithm = parameters.algorithm();
    for (int[] size : SIZES) {
      // when
      LabelMap map = algorithm.segment(noise(size[0], size[1], 7));

      // then
      assertThat(List.of(map.height(), map.width())).containsExactly(size[0], size[1]);
      int next = 0;
      for (int label : map.labels()) {
        assertThat(label).isBetween(0, next);
        next = Math.max(next, label + 1);
      }
      assertThat(map.regions()).as("%s on %dx%d", parameters, size[0], size[1]).isEqualTo(next);
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void shouldGiveTheSameLabelsOnManyThreads(SuperpixelParameters parameters) {
    // given
    SuperpixelAlgorithm algorithm = parameters.algorithm();
    RgbImage image = FormulaPicture.of(5, 90, 120, 8, 12);
    int[] expected = algorithm.segment(image).labels();

    // when
    List<int[]> found =
        IntStream.range(0, 12).parallel().mapToObj(i -> algorithm.segment(image).labels()).toList();

    // then
    assertThat(found).allSatisfy(labels -> assertThat(labels).isEqualTo(expected));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void shouldTakeFlatImages(SuperpixelParameters parameters) {
    // when
    LabelMap map = parameters.algorithm().segment(RgbImage.of(64, 48, new byte[64 * 48 * 3]));

    // then
    assertThat(map.labels()).hasSize(64 * 48);
  }

  @ParameterizedTest
  @MethodSource("competitors")
  void shouldCutAboutAsManyAsAskedFor(SuperpixelParameters parameters, int least, int most) {
    // given
    RgbImage image = FormulaPicture.of(1, 448, 448, 30, 4);

    // when
    LabelMap map = parameters.algorithm().segment(image);

    // then
    assertThat(map.regions()).isBetween(least, most);
  }

  @ParameterizedTest
  @MethodSource("competitors")
  void shouldFollowAStrongEdge(SuperpixelParameters parameters, int least, int most) {
    // given: black, from column 101 on white
    byte[] pixels = new byte[200 * 200 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % 200 > 100 ? 255 : 0);
    }

    // when
    LabelMap map = parameters.algorithm().segment(RgbImage.of(200, 200, pixels));

    // then: no superpixel has more than a border's worth of pixels on both sides
    int[] black = new int[map.regions()];
    int[] white = new int[map.regions()];
    for (int p = 0; p < map.labels().length; p++) {
      (p % 200 > 100 ? white : black)[map.labels()[p]]++;
    }
    long mixed = 0;
    for (int r = 0; r < black.length; r++) {
      mixed += Math.min(black[r], white[r]);
    }
    assertThat(mixed).isLessThanOrEqualTo(3 * 200);
  }

  @Test
  void shouldRefuseConstantsOutOfRange() {
    assertThat(refusals())
        .allSatisfy(
            attempt ->
                assertThatThrownBy(attempt)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected"));
  }

  private static RgbImage noise(int height, int width, long seed) {
    byte[] pixels = new byte[height * width * 3];
    new Random(seed).nextBytes(pixels);
    return RgbImage.of(height, width, pixels);
  }
}
