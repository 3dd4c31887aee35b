package io.lexiseg.lab.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestMasksTest {
  private static final Instant KILL = Instant.parse("2026-06-01T12:00:00Z");

  private final NewestMasks masks = new NewestMasks();

  @Test
  void shouldNotCountMasksOfFramesCapturedBefore() {
    // when
    masks.mask("one", KILL.minusSeconds(1), KILL.plusSeconds(1));
    // then
    assertThat(masks.reach(List.of("one"), KILL)).isFalse();
  }

  @Test
  void shouldTellDelaysOfFirstMasksShortestFirst() {
    // when
    masks.mask("one", KILL.plusSeconds(1), KILL.plusSeconds(9));
    masks.mask("one", KILL.plusSeconds(2), KILL.plusSeconds(10));
    masks.mask("two", KILL.plusSeconds(3), KILL.plusSeconds(4));
    // then
    assertThat(masks.reach(List.of("one", "two"), KILL)).isTrue();
    assertThat(masks.delays(List.of("one", "two"), KILL))
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(9));
  }
}
