package io.lexiseg.vision.superpixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkSortTest {

  @ParameterizedTest
  @CsvSource({
    "0, 5, 1",
    "1, 5, 1",
    "24, 5, 0.1",
    "25, 3, 1e-300",
    "1000, 2, 1",
    "1000, 1000000, 1e-6",
    "40000, 50, 0.02",
    "40000, 1000000000, 1e-9"
  })
  void shouldSortStably(int count, int values, double unit) {
    // given
    double[] weights =
        new Random(count).ints(count + 20, 0, values).mapToDouble(v -> v * unit).toArray();
    int[] names = IntStream.range(0, count + 20).map(i -> 3 * i).toArray();

    // then: the ten positions at either end stay outside
    thenSorted(weights, names, 10, 10 + count);
  }

  @ParameterizedTest
  @CsvSource({"1e-13", "0"})
  void shouldSortWeightsThatNearlyAgreeBesideOnesThatDoNot(double step) {
    // given: a thousand weights in one place and one far away at either end
    double[] weights = new Random(1).doubles(1002, 0.5, 0.5 + 1e-14 + step).toArray();
    weights[0] = 0;
    weights[1001] = 1.7;
    int[] names = IntStream.range(0, 1002).toArray();

    // then
    thenSorted(weights, names, 0, 1002);
  }

  private static void thenSorted(double[] weights, int[] names, int from, int to) {
    double[] sortedWeights = new double[to - from];
    int[] sortedNames = new int[to - from];
    new LinkSort(sortedWeights, sortedNames).sort(weights, names, from, to);

    int[] expected =
        IntStream.range(from, to)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> weights[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(sortedWeights[i]).isEqualTo(weights[expected[i]]);
      assertThat(sortedNames[i]).isEqualTo(names[expected[i]]);
    }
  }
}
