package io.lexiseg.lab.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {

  @Test
  void shouldFindTheMeansOfClustersFarApart() {
    // given: three clouds of 20 around (0, 0), (100, 0), (0, 100)
    Random random = new Random(1);
    float[] rows = new float[60 * 2];
    for (int i = 0; i < 60; i++) {
      rows[2 * i] = (i % 3 == 1 ? 100 : 0) + (float) random.nextGaussian();
      rows[2 * i + 1] = (i % 3 == 2 ? 100 : 0) + (float) random.nextGaussian();
    }

    // when
    float[] means = KMeans.means(rows, 2, 3, false);

    // then
    float[] sums = new float[6];
    for (int i = 0; i < 60; i++) {
      sums[i % 3 * 2] += rows[2 * i] / 20;
      sums[i % 3 * 2 + 1] += rows[2 * i + 1] / 20;
    }
    for (int cloud = 0; cloud < 3; cloud++) {
      float y = sums[cloud * 2];
      float x = sums[cloud * 2 + 1];
      assertThat(nearest(means, y, x)).isCloseTo(0, within(1e-3));
    }
  }

  private static double nearest(float[] means, float y, float x) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < means.length; i += 2) {
      least = Math.min(least, Math.hypot(means[i] - y, means[i + 1] - x));
    }
    return least;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12})
  void shouldKeepFewRowsAsTheyAre(int clusters) {
    // given
    float[] rows = {1, 2, 3, 4};

    // when
    float[] means = KMeans.means(rows, 4, clusters, false);

    // then
    assertThat(means).containsExactly(1, 2, 3, 4);
  }

  @Test
  void shouldKeepNothingOfNothing() {
    assertThat(KMeans.means(new float[0], 4, 3, true)).isEmpty();
  }

  @Test
  void shouldTakeOneClusterAsTheMean() {
    // when
    float[] means = KMeans.means(new float[] {1, 5, 3, 7}, 2, 1, false);

    // then
    assertThat(means).containsExactly(2, 6);
  }

  @Test
  void shouldBringMeansToUnitLengthWhenSpherical() {
    // given: two directions, of very different lengths
    float[] rows = {100, 1, 1, 0.01f, 0.02f, 2, 0, 50};

    // when
    float[] means = KMeans.means(rows, 2, 2, true);

    // then
    assertThat(nearest(means, 1, 0.01f)).isLessThan(1e-3);
    assertThat(nearest(means, 0.005f, 1)).isLessThan(1e-3);
    for (int i = 0; i < means.length; i += 2) {
      assertThat(Math.hypot(means[i], means[i + 1])).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void shouldGiveTheSameEveryTime() {
    // given
    float[] rows = random(80 * 8);

    // when
    float[] once = KMeans.means(rows, 8, 5, false);

    // then
    assertThat(KMeans.means(rows, 8, 5, false)).isEqualTo(once);
    assertThat(rows).isEqualTo(random(80 * 8));
  }

  @Test
  void shouldGiveDistinctMeansWhereRowsRepeat() {
    // given: two places only, three clusters
    float[] rows = new float[40];
    Arrays.fill(rows, 20, 40, 9);

    // when
    float[] means = KMeans.means(rows, 2, 3, false);

    // then: none is undefined
    assertThat(means).hasSize(6);
    assertThat(nearest(means, 0, 0)).isZero();
    assertThat(nearest(means, 9, 9)).isZero();
  }

  private static float[] random(int size) {
    Random random = new Random(4);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
