package io.lexiseg.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.schemas.EventTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveFromTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T12:00:00Z, 2026-05-01T12:00:00Z",
    "2026-05-01T12:00:00.5+02:00, 2026-05-01T10:00:00.500Z",
    "+90, 2026-05-01T10:01:30Z",
    "+0.25, 2026-05-01T10:00:00.250Z"
  })
  void shouldReadTimesAndSecondsFromNow(String text, String expected) {
    // when
    long micros = EffectiveFrom.micros(text, CLOCK);

    // then
    assertThat(EventTime.instant(micros)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "90", "-90", "+", "2026-05-01", "2026-05-01T10:00:00"})
  void shouldRefuseAnythingElse(String text) {
    assertThatThrownBy(() -> EffectiveFrom.micros(text, CLOCK))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void shouldAcceptAnyTimeThatCanBeWritten() {
    assertThat(EffectiveFrom.micros("9999-12-31T23:59:59Z", CLOCK)).isPositive();
  }
}
