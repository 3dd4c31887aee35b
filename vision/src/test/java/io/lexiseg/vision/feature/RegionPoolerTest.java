package io.lexiseg.vision.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.superpixel.LabelMap;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionPoolerTest {
  private static final String GRID =
      """
      000111
      000111
      002111
      333333
      343333
      333335
      """;

  static Stream<RegionPooler> poolers() {
    return Stream.of(new MaskSampledPooler(), new UpsampledPooler());
  }

  /** Golden numbers: docs/method.md, G7. */
  @Test
  void shouldPoolSampledMasks() {
    // given
    TokenGrid tokens = givenGoldenTokens();

    // when
    RegionFeatures features = new MaskSampledPooler().pool(givenMap(GRID), tokens);

    // then
    double[] masses = {3.555556, 4, 0.444444, 6.888889, 0.111111, 1};
    double[] pooled = {
      5.8125, -2.125, 26.499999, 0, 11.999997, -1, 16.338709, 4.467742, 12.999986, 1.999998,
      33.999996, 8.999999
    };
    for (int region = 0; region < masses.length; region++) {
      assertThat(features.mass(region)).isCloseTo(masses[region], within(1e-5));
    }
    for (int i = 0; i < pooled.length; i++) {
      assertThat((double) features.values()[i]).isCloseTo(pooled[i], within(1e-5));
    }
  }

  /** Golden numbers: docs/method.md, G8. */
  @Test
  void shouldMarkRegionsThatNoTokenSees() {
    // given
    int[] labels = new int[448 * 448];
    for (int y = 2; y < 6; y++) {
      Arrays.fill(labels, y * 448 + 2, y * 448 + 6, 1);
    }
    LabelMap map = LabelMap.of(448, 448, 2, labels);
    TokenGrid tokens = givenTokens(37, 37, 8, 3);

    // when
    RegionFeatures sampled = new MaskSampledPooler().pool(map, tokens);
    RegionFeatures upsampled = new UpsampledPooler().pool(map, tokens);

    // then
    assertThat(sampled.mass(1)).isZero();
    assertThat(sampled.vanished(1)).isTrue();
    assertThat(sampled.vanished(0)).isFalse();
    assertThat(upsampled.mass(1)).isCloseTo(16, within(1e-3));
    assertThat(upsampled.vanished(1)).isFalse();
  }

  /** Sampled rows and columns are at most 13 pixels apart at 448 to 37. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100, 430, 435})
  void shouldNeverLoseBlockOfThirteen(int corner) {
    // given
    int[] labels = new int[448 * 448];
    for (int y = corner; y < corner + 13; y++) {
      Arrays.fill(labels, y * 448 + corner, y * 448 + corner + 13, 1);
    }

    // when
    RegionFeatures features =
        new MaskSampledPooler().pool(LabelMap.of(448, 448, 2, labels), givenTokens(37, 37, 2, 1));

    // then
    assertThat(features.vanished(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldShareOutEveryToken(long seed) {
    // given
    LabelMap map = givenRandomMap(seed);
    TokenGrid tokens = givenTokens(1 + (int) seed, 9 - (int) seed, 3, seed);

    // when
    RegionFeatures features = new MaskSampledPooler().pool(map, tokens);

    // then: every token's weights sum to one
    assertThat(mass(features)).isCloseTo(tokens.rows() * tokens.columns(), within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldShareOutEveryPixel(long seed) {
    // given
    LabelMap map = givenRandomMap(seed);
    TokenGrid tokens = givenTokens(1 + (int) seed, 9 - (int) seed, 3, seed);

    // when
    RegionFeatures features = new UpsampledPooler().pool(map, tokens);

    // then: every pixel's weights sum to one
    assertThat(mass(features)).isCloseTo(map.labels().length, within(1e-2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldPoolLikeTokenPerPixel(long seed) {
    // given
    LabelMap map = givenRandomMap(seed);
    TokenGrid tokens = givenTokens(4, 6, 5, seed);

    // when
    RegionFeatures features = new UpsampledPooler().pool(map, tokens);

    // then: float weights, sums of at most 500 pixels of unit cells
    assertThat(features.values()).containsExactly(densePooled(map, tokens), within(1e-5f));
  }

  @ParameterizedTest
  @MethodSource("poolers")
  void shouldPoolConstantTokensToTheirDirection(RegionPooler pooler) {
    // given
    float[] values = new float[5 * 5 * 2];
    for (int t = 0; t < 25; t++) {
      values[2 * t] = 3;
      values[2 * t + 1] = 4;
    }

    // when
    RegionFeatures features = pooler.pool(givenMap(GRID), TokenGrid.of(5, 5, 2, values));

    // then
    for (int region = 0; region < features.regions(); region++) {
      if (!features.vanished(region)) {
        assertThat(features.values()[region * 2] / features.norm(region))
            .isCloseTo(0.6, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("poolers")
  void shouldPoolOnePixel(RegionPooler pooler) {
    // given
    LabelMap map = LabelMap.of(1, 1, 1, new int[1]);

    // when
    RegionFeatures features = pooler.pool(map, givenTokens(3, 3, 4, 5));

    // then
    assertThat(features.regions()).isEqualTo(1);
    assertThat(features.vanished(0)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("poolers")
  void shouldMarkRegionsOfZeroTokens(RegionPooler pooler) {
    // when
    RegionFeatures features = pooler.pool(givenMap(GRID), TokenGrid.of(2, 2, 3, new float[12]));

    // then
    assertThat(features.vanished(0)).isTrue();
    assertThat(features.values()).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("poolers")
  void shouldRejectTokensThatAreNotFinite(RegionPooler pooler) {
    // given
    float[] values = new float[12];
    values[0] = Float.NaN;

    // when, then
    assertThatThrownBy(() -> pooler.pool(givenMap(GRID), TokenGrid.of(2, 2, 3, values)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected finite tokens, region 0");
  }

  private static double mass(RegionFeatures features) {
    double mass = 0;
    for (int region = 0; region < features.regions(); region++) {
      mass += features.mass(region);
    }
    return mass;
  }

  /** A unit token for every pixel, then plain means. */
  private static float[] densePooled(LabelMap map, TokenGrid grid) {
    LinearTaps ys = LinearTaps.alignCorners(grid.rows(), map.height());
    LinearTaps xs = LinearTaps.alignCorners(grid.columns(), map.width());
    float[] pooled = new float[map.regions() * grid.dimension()];
    for (int d = 0; d < grid.dimension(); d++) {
      double[] sums = new double[map.regions()];
      int[] pixels = new int[map.regions()];
      for (int p = 0; p < map.labels().length; p++) {
        int y = p / map.width();
        int x = p % map.width();
        double top =
            (1 - xs.weight(x)) * unit(grid, ys.first(y), xs.first(x), d)
                + xs.weight(x) * unit(grid, ys.first(y), xs.second(x), d);
        double bottom =
            (1 - xs.weight(x)) * unit(grid, ys.second(y), xs.first(x), d)
                + xs.weight(x) * unit(grid, ys.second(y), xs.second(x), d);
        sums[map.labels()[p]] += (1 - ys.weight(y)) * top + ys.weight(y) * bottom;
        pixels[map.labels()[p]]++;
      }
      for (int region = 0; region < map.regions(); region++) {
        pooled[region * grid.dimension() + d] =
            pixels[region] == 0 ? 0 : (float) (sums[region] / pixels[region]);
      }
    }
    return pooled;
  }

  private static double unit(TokenGrid grid, int i, int j, int d) {
    int token = i * grid.columns() + j;
    return grid.values()[token * grid.dimension() + d] / grid.norm(token);
  }

  private static LabelMap givenMap(String drawn) {
    String[] rows = drawn.strip().split("\n");
    int[] labels = String.join("", rows).chars().map(c -> c - '0').toArray();
    return LabelMap.of(rows.length, rows[0].length(), 6, labels);
  }

  private static LabelMap givenRandomMap(long seed) {
    Random random = new Random(seed);
    int height = 1 + random.nextInt(24);
    int width = 1 + random.nextInt(24);
    int[] labels = random.ints((long) height * width, 0, 5).toArray();
    return LabelMap.of(height, width, 6, labels);
  }

  private static TokenGrid givenTokens(int rows, int columns, int dimension, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return TokenGrid.of(rows, columns, dimension, values);
  }

  /** V0[i][j] = i + 10 j + 1, V1[i][j] = i * i + j - 3. */
  private static TokenGrid givenGoldenTokens() {
    float[] values = new float[4 * 4 * 2];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        values[(i * 4 + j) * 2] = i + 10 * j + 1;
        values[(i * 4 + j) * 2 + 1] = i * i + j - 3;
      }
    }
    return TokenGrid.of(4, 4, 2, values);
  }
}
