package io.lexiseg.processor.zone;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class ZoneStateSerdeTest {
  private static final List<ZoneState> STATES =
      List.of(
          new ZoneState(
              "door",
              7,
              Map.of(
                  "car",
                  new CategoryState(true, NOW.plusNanos(123_000), true, false, true),
                  "größer",
                  CategoryState.NOTHING.withAboveTold(true))),
          new ZoneState("lane", 1, Map.of()));

  private final Serde<List<ZoneState>> serde = ZoneStateSerde.create();

  @Test
  void shouldReadWhatItWrote() {
    // when
    byte[] bytes = serde.serializer().serialize("states", STATES);

    // then
    assertThat(serde.deserializer().deserialize("states", bytes)).isEqualTo(STATES);
    assertThat(serde.serializer().serialize("states", null)).isNull();
    assertThat(serde.deserializer().deserialize("states", null)).isNull();
  }

  @Test
  void shouldRefuseAnotherFormatAndACutRecord() {
    // given
    byte[] bytes = serde.serializer().serialize("states", STATES);
    byte[] other = bytes.clone();
    other[0] = 9;

    // then
    assertThatThrownBy(() -> serde.deserializer().deserialize("states", other))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("expected format 1, found 9");
    assertThatThrownBy(() -> serde.deserializer().deserialize("states", Arrays.copyOf(bytes, 20)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("cut off in 20 bytes");
  }
}
