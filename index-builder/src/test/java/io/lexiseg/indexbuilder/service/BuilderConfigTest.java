package io.lexiseg.indexbuilder.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuilderConfigTest {
  private final Map<String, String> properties =
      new HashMap<>(Map.of("bootstrap.servers", "b:1", "schema.registry.url", "http://r:2"));

  @Test
  void shouldHaveDefaults() {
    // when
    BuilderConfig config = BuilderConfig.from(properties);
    // then
    assertThat(config.generator()).isEqualTo("sketch");
    assertThat(config.pack()).isEqualTo("lite");
    assertThat(config.threads()).isEqualTo(1);
    assertThat(config.slowest()).isEqualTo(Duration.ofSeconds(25));
    assertThat(config.http().port()).isEqualTo(8083);
  }

  @Test
  void shouldReadTheProcessorsFile() {
    // given
    properties.putAll(
        Map.of("frame.slowest", "100", "builder.generator", "sd21", "builder.threads", "4"));
    // when
    BuilderConfig config = BuilderConfig.from(properties);
    // then
    assertThat(config.generator()).isEqualTo("sd21");
    assertThat(config.threads()).isEqualTo(4);
  }

  @Test
  void shouldSayAllThatIsWrong() {
    // given
    properties.putAll(
        Map.of(
            "builder.index", "file:/indexes",
            "builder.threads", "none",
            "builder.slow", "1",
            "guarante", "exactly-once"));
    // when, then
    assertThatThrownBy(() -> BuilderConfig.from(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "builder.index", "builder.threads", "builder.slow: no such property")
        .hasMessageContaining("guarante: no such property");
  }

  @ParameterizedTest
  @EnumSource(BuilderProperty.class)
  void shouldBeDocumented(BuilderProperty property) throws IOException {
    assertThat(Files.readAllLines(Path.of("../docs/builder.md"))).contains(property.tableRow());
  }
}
