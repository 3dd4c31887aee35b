package io.lexiseg.processor.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

class KnownBrokersTest {
  private long seconds;
  private final KnownBrokers brokers = new KnownBrokers(() -> seconds * 1_000_000_000);

  @Test
  void shouldMissABrokerThatIsGone() {
    // given
    brokers.saw(nodes(1, 2, 3));
    // when
    seconds = 2;
    brokers.saw(nodes(1, 3));
    // then
    assertThat(brokers.lost()).contains("2 of 3 answer, not broker-2:9092");
  }

  @Test
  void shouldMissNoneThatIsBack() {
    // given
    brokers.saw(nodes(1, 2));
    seconds = 2;
    brokers.saw(nodes(1));
    // when
    seconds = 4;
    brokers.saw(nodes(1, 2));
    // then
    assertThat(brokers.lost()).isEmpty();
  }

  @Test
  void shouldTakeOneThatStaysAwayForRemoved() {
    // given
    brokers.saw(nodes(1, 2));
    // when
    seconds = Duration.ofMinutes(11).toSeconds();
    brokers.saw(nodes(1));
    // then
    assertThat(brokers.lost()).isEmpty();
  }

  private static List<Node> nodes(int... ids) {
    return Arrays.stream(ids).mapToObj(id -> new Node(id, "broker-" + id, 9092)).toList();
  }
}
