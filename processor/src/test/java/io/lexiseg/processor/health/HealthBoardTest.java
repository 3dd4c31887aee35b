package io.lexiseg.processor.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthBoardTest {
  private final HealthBoard board = new HealthBoard();
  private volatile Optional<String> kafka = Optional.empty();
  private volatile Optional<String> index = Optional.empty();

  HealthBoardTest() {
    board.requires("Kafka away", () -> kafka);
    board.mentions("index", () -> index);
  }

  @Test
  void shouldBeReadyWithoutTrouble() {
    assertThat(board.health()).isEqualTo(new Health(true, true, "ready"));
  }

  @Test
  void shouldNotBeReadyWithWhatItNeeds() {
    // given
    kafka = Optional.of("no answer from broker:9092 for 18 s");
    // when
    Health health = board.health();
    // then
    assertThat(health)
        .isEqualTo(
            new Health(true, false, "not ready\nKafka away: no answer from broker:9092 for 18 s"));
  }

  @Test
  void shouldBeReadyWithATroubleThatIsOnlyMentioned() {
    // given
    index = Optional.of("does not answer");
    // when
    Health health = board.health();
    // then
    assertThat(health).isEqualTo(new Health(true, true, "ready\nindex: does not answer"));
  }

  @Test
  void shouldTellAllTroubles() {
    // given
    kafka = Optional.of("gone");
    index = Optional.of("does not answer");
    // when, then
    assertThat(board.health().detail())
        .isEqualTo("not ready\nKafka away: gone\nindex: does not answer");
    assertThat(board.troubles())
        .extracting(HealthBoard.Trouble::stopsFrames)
        .containsExactly(true, false);
  }
}
