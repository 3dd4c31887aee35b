package io.lexiseg.cli.viewer.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameRateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final FrameRate rate = new FrameRate();

  @Test
  void shouldCountEventsASecond() {
    // when
    for (int i = 0; i <= 20; i++) {
      rate.count(START.plusMillis(100L * i));
    }

    // then
    assertThat(rate.perSecond(START.plusMillis(2000))).isCloseTo(10, within(1e-9));
  }

  @Test
  void shouldFallToZeroAfterAPause() {
    // given
    rate.count(START);
    rate.count(START.plusMillis(1));

    // then
    assertThat(rate.perSecond(START.plusSeconds(60))).isZero();
  }

  @Test
  void shouldBeZeroBeforeTheSecondEvent() {
    // given
    rate.count(START);

    // then
    assertThat(rate.perSecond(START.plusSeconds(1))).isZero();
  }
}
