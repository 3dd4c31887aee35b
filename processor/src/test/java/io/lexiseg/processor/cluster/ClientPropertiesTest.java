package io.lexiseg.processor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {
  private static final ClientProperties PROPERTIES =
      new ClientProperties(
          Map.of(
              "security.protocol", "SASL_SSL",
              "sasl.jaas.config", "all",
              "admin.sasl.jaas.config", "admin",
              "producer.linger.ms", "7",
              "consumer.max.poll.records", "8",
              "main.consumer.max.poll.records", "9",
              "state.dir", "/state",
              "compression.type", "zstd",
              "own.login.host", "plug-in"));

  @Test
  void shouldTellEachClientWhatItKnows() {
    assertThat(PROPERTIES.producer())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "all",
                "linger.ms", "7",
                "compression.type", "zstd",
                "own.login.host", "plug-in"));
    assertThat(PROPERTIES.consumer())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "all",
                "max.poll.records", "8",
                "own.login.host", "plug-in"));
    assertThat(PROPERTIES.admin())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "admin",
                "own.login.host", "plug-in"));
  }

  @Test
  void shouldShowNoValue() {
    assertThat(PROPERTIES.toString()).contains("sasl.jaas.config").doesNotContain("SASL_SSL");
  }
}
