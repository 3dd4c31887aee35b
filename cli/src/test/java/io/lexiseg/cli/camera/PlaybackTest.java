package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybackTest {
  private long now = -5_000_000_000L;
  private final Playback playback = new Playback(() -> now);

  @Test
  void shouldSpreadASegmentThatComesAtOnce() {
    // when
    long first = playback.early(7_000_000);
    long second = playback.early(7_040_000);
    now += 100_000_000;
    long third = playback.early(7_080_000);

    // then
    assertThat(first).isZero();
    assertThat(second).isEqualTo(40_000_000);
    assertThat(third).isEqualTo(-20_000_000);
  }

  @Test
  void shouldBeginAnewWithAStreamWhoseTimeDoes() {
    // given
    playback.early(7_000_000);

    // when
    long jumped = playback.early(1_000_000_000);
    long next = playback.early(1_000_040_000);

    // then
    assertThat(jumped).isZero();
    assertThat(next).isEqualTo(40_000_000);
  }
}
