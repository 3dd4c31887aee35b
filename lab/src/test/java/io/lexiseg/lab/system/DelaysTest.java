package io.lexiseg.lab.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
  @Test
  void shouldTakeQuantilesByNearestRank() {
    // given
    List<Duration> measured = IntStream.of(100, 3, 2, 1).mapToObj(Duration::ofMillis).toList();
    // when
    Delays delays = Delays.of(measured);
    // then
    assertThat(delays.median()).isEqualTo(Duration.ofMillis(2));
    assertThat(delays.quantile(0.75)).isEqualTo(Duration.ofMillis(3));
    assertThat(delays.quantile(0.99)).isEqualTo(Duration.ofMillis(100));
    assertThat(delays.worst()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldRefuseToBeEmpty() {
    assertThatThrownBy(() -> Delays.of(List.of())).hasMessageContaining("at least one");
  }
}
