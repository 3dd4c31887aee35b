package io.lexiseg.vision.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestSimilarityTest {
  private static final int DIMENSION = 7;

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0.5", "3, 0.25", "64, 1", "2, 0"})
  void shouldMixTheMeanAndTheNearestAsWorded(int count, double share) {
    // given: categories of none, one and more prototypes, some of which they share
    Random random = new Random(7);
    float[] first = rows(random, 5);
    List<float[]> categories =
        List.of(first, new float[0], rows(random, 1), first, joined(first, rows(random, 3)));
    float[] features = rows(random, 4);
    // when: the second to the last category
    float[][] found =
        CategorySimilarity.of(bank(categories, new Nearest(count, share)), 1, categories.size())
            .cosines(features, new int[] {0, 2, 3}, row -> length(row(features, row)));
    // then
    for (int k = 0; k < 3; k++) {
      float[] feature = row(features, new int[] {0, 2, 3}[k]);
      for (int n = 1; n < categories.size(); n++) {
        double expected = plain(feature, categories.get(n), count, share);
        assertThat(found[k][n - 1]).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  @Test
  void shouldBeTheCosineWhereThereIsOnePrototype() {
    // given
    Random random = new Random(8);
    List<float[]> categories = List.of(rows(random, 1), rows(random, 1));
    float[] features = rows(random, 3);
    int[] all = {0, 1, 2};
    // when
    float[][] nearest =
        CategorySimilarity.of(bank(categories, new Nearest(2, 0.5)), 0, 2)
            .cosines(features, all, row -> length(row(features, row)));
    float[][] mean =
        CategorySimilarity.of(bank(categories, new MeanEmbedding()), 0, 2)
            .cosines(features, all, row -> length(row(features, row)));
    // then
    for (int k = 0; k < 3; k++) {
      assertThat(nearest[k]).containsExactly(mean[k], within(1e-6f));
    }
  }

  @Test
  void shouldGiveZerosToAFeatureWithoutDirection() {
    // given
    CategoryBank bank = bank(List.of(rows(new Random(9), 2)), new Nearest(2, 0.5));
    // when
    float[][] found =
        CategorySimilarity.of(bank, 0, 1).cosines(new float[DIMENSION], new int[] {0}, row -> 0);
    // then
    assertThat(found[0]).containsExactly(0);
  }

  @Test
  void shouldRefuseNumbersOutOfRange() {
    assertThatThrownBy(() -> new Nearest(0, 0.5)).hasMessageContaining("count 1..64");
    assertThatThrownBy(() -> new Nearest(2, 1.5)).hasMessageContaining("share 0..1");
  }

  private static double plain(float[] feature, float[] prototypes, int count, double share) {
    int size = prototypes.length / DIMENSION;
    if (size == 0) {
      return 0;
    }
    List<Double> cosines = new ArrayList<>();
    double[] sum = new double[DIMENSION];
    for (int i = 0; i < size; i++) {
      float[] prototype = row(prototypes, i);
      cosines.add(dot(feature, prototype) / length(feature) / length(prototype));
      for (int d = 0; d < DIMENSION; d++) {
        sum[d] += prototype[d] / length(prototype);
      }
    }
    cosines.sort(Collections.reverseOrder());
    double nearest =
        cosines.stream().limit(count).mapToDouble(cosine -> cosine).average().orElseThrow();
    float[] mean = new float[DIMENSION];
    IntStream.range(0, DIMENSION).forEach(d -> mean[d] = (float) sum[d]);
    return (1 - share) * dot(feature, mean) / length(feature) / length(mean) + share * nearest;
  }

  private static CategoryBank bank(List<float[]> categories, Aggregation aggregation) {
    List<String> names = IntStream.range(0, categories.size()).mapToObj(n -> "n" + n).toList();
    return CategoryBank.of(
        names,
        new float[categories.size()],
        CategoryPrototypes.of(DIMENSION, categories),
        aggregation);
  }

  private static float[] rows(Random random, int count) {
    float[] rows = new float[count * DIMENSION];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    return rows;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static float[] row(float[] rows, int row) {
    return Arrays.copyOfRange(rows, row * DIMENSION, (row + 1) * DIMENSION);
  }

  private static double dot(float[] a, float[] b) {
    return IntStream.range(0, DIMENSION).mapToDouble(d -> (double) a[d] * b[d]).sum();
  }

  private static double length(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }
}
