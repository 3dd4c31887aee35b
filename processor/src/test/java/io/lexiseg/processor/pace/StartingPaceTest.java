package io.lexiseg.processor.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartingPaceTest {
  private static final Duration BROKER = Duration.ofMinutes(15);

  @Test
  void shouldKeepShortTransactionsWhereFramesAreQuick() {
    // when
    FramePace pace = StartingPace.of(exactlyOnce(4, Map.of()), 16, Duration.ofSeconds(1), BROKER);
    // then
    assertThat(pace.grantTransaction("t")).isEqualTo(Duration.ofSeconds(10));
    assertThat(pace.grantPoll("t")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldGiveTransactionsTheTimeOfAllPartitionsOfAThread() {
    // when
    FramePace pace = StartingPace.of(exactlyOnce(1, Map.of()), 16, Duration.ofSeconds(3), BROKER);
    // then
    assertThat(pace.grantTransaction("t"))
        .isBetween(Duration.ofSeconds(48), Duration.ofSeconds(90));
  }

  @Test
  void shouldRoundUpWherePartitionsDoNotDivide() {
    assertThat(FramePace.frames(3, 16)).isEqualTo(6);
    assertThat(FramePace.frames(32, 16)).isEqualTo(1);
  }

  @Test
  void shouldLetWhatIsSetWin() {
    // given
    Map<String, String> set =
        Map.of("producer.transaction.timeout.ms", "60000", "max.poll.interval.ms", "120000");
    // when
    FramePace pace = StartingPace.of(exactlyOnce(1, set), 16, Duration.ofSeconds(3), BROKER);
    // then
    assertThat(pace.grantTransaction("t")).isEqualTo(Duration.ofMinutes(1));
    assertThat(pace.grantPoll("t")).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void shouldRefuseWhatIsSetTooShort() {
    // given
    PaceSettings short30 = exactlyOnce(1, Map.of("transaction.timeout.ms", "30000"));
    PaceSettings shortPoll = exactlyOnce(1, Map.of("consumer.max.poll.interval.ms", "30000"));
    // then
    assertThatThrownBy(() -> StartingPace.of(short30, 16, Duration.ofSeconds(3), BROKER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "kafka.transaction.timeout.ms: expected at least 48500 (16 partitions on 1 threads,"
                + " 3000 ms the slowest frame), got 30000; raise it, or threads");
    assertThatThrownBy(() -> StartingPace.of(shortPoll, 16, Duration.ofSeconds(3), BROKER))
        .hasMessageContaining("kafka.max.poll.interval.ms: expected at least 48500");
  }

  @Test
  void shouldSayWhatBrokersHaveToAllow() {
    PaceSettings settings = exactlyOnce(1, Map.of());
    assertThatThrownBy(
            () -> StartingPace.of(settings, 16, Duration.ofSeconds(3), Duration.ofSeconds(20)))
        .hasMessageContaining("brokers' transaction.max.timeout.ms: expected at least 48500");
  }

  @Test
  void shouldNotAskForMoreThanBrokersAllow() {
    // when
    FramePace pace =
        StartingPace.of(
            exactlyOnce(1, Map.of()), 16, Duration.ofSeconds(3), Duration.ofSeconds(50));
    // then
    assertThat(pace.grantTransaction("t")).isEqualTo(Duration.ofSeconds(50));
  }

  private static PaceSettings exactlyOnce(int threads, Map<String, String> clients) {
    return new PaceSettings(threads, true, clients);
  }
}
