package io.lexiseg.schemas.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  @Test
  void shouldDoubleUpToTheLimitAndSpread() {
    // given
    BackOff backOff =
        new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.25, new Random(1));

    // when
    List<Long> pauses =
        IntStream.rangeClosed(1, 100).mapToObj(n -> backOff.pause(n).toMillis()).toList();

    // then
    for (int n = 0; n < pauses.size(); n++) {
      double expected = Math.min(1000 * Math.pow(2, n), 30_000);
      assertThat((double) pauses.get(n)).isBetween(0.75 * expected - 1, 1.25 * expected + 1);
    }
    assertThat(pauses.subList(5, 100)).doesNotHaveDuplicates().hasSizeGreaterThan(90);
  }

  @Test
  void shouldDoubleExactlyWithoutSpread() {
    // given
    BackOff backOff = BackOff.doubling(Duration.ofMillis(100), Duration.ofSeconds(2));

    // then
    assertThat(IntStream.of(1, 2, 5, 6, 1000).mapToObj(n -> backOff.pause(n).toMillis()))
        .containsExactly(100L, 200L, 1600L, 2000L, 2000L);
  }
}
