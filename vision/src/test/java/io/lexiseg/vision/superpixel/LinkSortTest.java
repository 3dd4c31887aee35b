package io.lexiseg.vision.superpixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkSortTest {

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 5", "24, 5", "25, 3", "1000, 2", "1000, 1000000", "4097, 50"})
  void shouldSortStably(int count, int values) {
    // given
    Random random = new Random(count);
    long[] weights = random.longs(count + 20, 0, values).toArray();
    int[] names = IntStream.range(0, count + 20).toArray();
    long[] before = weights.clone();

    // when: the ten positions at either end stay outside
    new LinkSort(weights, names).sort(10, 10 + count);

    // then
    int[] expected =
        IntStream.range(10, 10 + count)
            .boxed()
            .sorted(Comparator.comparingLong(i -> before[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < count; i++) {
      assertThat(names[10 + i]).isEqualTo(expected[i]);
      assertThat(weights[10 + i]).isEqualTo(before[expected[i]]);
    }
    assertThat(names).startsWith(IntStream.range(0, 10).toArray());
    assertThat(names).endsWith(IntStream.range(10 + count, 20 + count).toArray());
  }
}
