package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private long now = Duration.ofDays(1).toNanos();

  @ParameterizedTest
  @CsvSource({
    "25, 5, 50", // of 250 pictures
    "25, 10, 100",
    "10, 10, 100",
    "10, 30, 100",
    "7, 5, 50"
  })
  void shouldTakeTheWantedNumberOfPicturesThatComeUnevenly(int rate, int wanted, int expected) {
    // given
    Pace pace = new Pace(1_000_000_000L / wanted, () -> now);
    long begun = now;

    // when
    int taken = 0;
    for (int i = 0; i < 10 * rate; i++) {
      long jitter = (i * 7919 % 11 - 5) * 1_000_000L;
      now = begun + i * 1_000_000_000L / rate + jitter;
      taken += pace.isDue() ? 1 : 0;
    }

    // then
    assertThat(taken).isBetween(expected - 1, expected + 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3600, 2"})
  void shouldNotMakeUpForPicturesThatDidNotCome(int seconds, int most) {
    // given
    Pace pace = new Pace(Duration.ofMillis(200).toNanos(), () -> now);
    pace.isDue();

    // when
    now += Duration.ofSeconds(seconds).toNanos();
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += pace.isDue() ? 1 : 0;
    }

    // then
    assertThat(taken).isBetween(1, most);
  }
}
