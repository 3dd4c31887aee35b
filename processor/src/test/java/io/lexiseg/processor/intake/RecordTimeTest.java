package io.lexiseg.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTimeTest {
  private static final long NOW = 1_777_000_000_000L;

  private final RecordTime times =
      new RecordTime(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "0, -1, 0",
    "1777000000000, 5, 1777000000000",
    "1777000600000, 5, 1777000600000",
    "-1, -1, 1777000000000",
    "-1, 1776000000000, 1776000000000",
    "-9223372036854775808, 7, 7",
    "9223372036854775807, -1, 1777000000000",
    "9223372036854775807, 7, 7",
    "1777004000000, 9223372036854775807, 1777000000000",
    "1777000000000000, -1, 1777000000000"
  })
  void shouldTakeATimeThatBrokersTake(long claimed, long partitionTime, long expected) {
    assertThat(times.time(claimed, partitionTime)).isEqualTo(expected);
  }
}
