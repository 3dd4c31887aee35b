package io.lexiseg.processor.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FramePaceTest {
  private static final Duration BROKER = Duration.ofMinutes(15);

  private final String thread = Thread.currentThread().getName();

  @Test
  void shouldBearFramesThatFit() {
    // given
    FramePace pace = pace(true, BROKER);
    pace.grantTransaction(thread);
    // then
    assertThatCode(() -> pace.took(Duration.ofMillis(590), "gate")).doesNotThrowAnyException();
  }

  @Test
  void shouldEndAThreadWhoseTransactionsAreTooShortOnceOnly() {
    // given
    FramePace pace = pace(true, BROKER);
    pace.grantTransaction(thread);
    Duration slow = Duration.ofSeconds(3);
    // then
    assertThatThrownBy(() -> pace.took(slow, "gate"))
        .isInstanceOf(LimitsOutgrownException.class)
        .hasMessageContaining("transaction.timeout.ms: expected at least 48500 ms");
    assertThat(pace.grantTransaction(thread)).isEqualTo(Duration.ofMillis(72_500));
    assertThatCode(() -> pace.took(slow, "gate")).doesNotThrowAnyException();
  }

  @Test
  void shouldKnowNoTransactionsWhereNoneAre() {
    // given
    FramePace pace = pace(false, BROKER);
    pace.grantPoll(thread);
    // then
    assertThatCode(() -> pace.took(Duration.ofSeconds(3), "gate")).doesNotThrowAnyException();
    assertThatThrownBy(() -> pace.took(Duration.ofSeconds(30), "gate"))
        .hasMessageContaining("max.poll.interval.ms: expected at least 480500 ms");
  }

  @Test
  void shouldNotEndThreadsForTimeThatBrokersDoNotGive() {
    // given
    FramePace pace = pace(true, Duration.ofSeconds(10));
    pace.grantTransaction(thread);
    // then
    assertThatCode(() -> pace.took(Duration.ofSeconds(3), "gate")).doesNotThrowAnyException();
  }

  @Test
  void shouldFollowThePartitions() {
    // given
    FramePace pace = pace(true, BROKER);
    pace.grantTransaction(thread);
    // when
    pace.partitions(64);
    // then
    assertThatThrownBy(() -> pace.took(Duration.ofMillis(590), "gate"))
        .isInstanceOf(LimitsOutgrownException.class);
  }

  /** 16 partitions on one thread. */
  private static FramePace pace(boolean transactional, Duration longestTransaction) {
    return StartingPace.of(
        new PaceSettings(1, transactional, Map.of()), 16, Duration.ZERO, longestTransaction);
  }
}
