package io.lexiseg.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesTest {
  @TempDir private Path folder;

  @Test
  void shouldLetTheLaterSourceWin() throws IOException {
    // given
    Path file = folder.resolve("processor.properties");
    Files.writeString(file, "pack=file\nprofile=file\nhttp.port=1\n");
    Map<String, String> environment =
        Map.of(
            "LEXISEG_PROFILE", "environment",
            "LEXISEG_HTTP_PORT", "2",
            "LEXISEG_KAFKA_SECURITY_PROTOCOL", "SSL",
            "LEXISEG_CACHE", "/cache",
            "PACK", "other");
    // when
    Map<String, String> gathered =
        ConfigSources.gather(Optional.of(file), environment, Map.of("http.port", "3"));
    // then
    assertThat(gathered)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "pack", "file",
                "profile", "environment",
                "http.port", "3",
                "kafka.security.protocol", "SSL"));
  }

  @Test
  void shouldLeaveAByteOrderMarkOut() throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("marked.properties"), "\uFEFFpack=lite\n");

    // when
    Map<String, String> gathered = ConfigSources.gather(Optional.of(file), Map.of(), Map.of());

    // then
    assertThat(gathered).isEqualTo(Map.of("pack", "lite"));
  }

  @Test
  void shouldNameAFileThatCannotBeRead() {
    // given
    Optional<Path> missing = Optional.of(folder.resolve("missing.properties"));
    // when, then
    assertThatThrownBy(() -> ConfigSources.gather(missing, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing.properties");
  }
}
