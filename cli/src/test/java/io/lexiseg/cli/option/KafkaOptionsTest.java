package io.lexiseg.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.cli.client.connection.ClusterSettings;
import io.lexiseg.cli.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KafkaOptionsTest {
  @TempDir private Path folder;

  @Test
  void shouldLookForAClusterOnThisMachine() {
    // when
    ClusterSettings settings = options().settings(Map.of());
    // then
    assertThat(settings.bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.registryUrl()).isEqualTo("http://localhost:8081");
    assertThat(settings.applicationId()).isEqualTo("lexiseg");
  }

  @Test
  void shouldLetTheLaterSourceWinAndPassOverWhatOnlyAProcessorUses() throws Exception {
    // given
    Path file =
        Files.writeString(
            folder.resolve("lexiseg.properties"),
            """
            bootstrap.servers=file:1
            schema.registry.url=http://file
            application.id=plant
            pack=lite
            threads=no-number
            kafka.security.protocol=SSL
            kafka.sasl.mechanism=PLAIN
            kafka.client.id=file
            registry.basic.auth.user.info=file:file
            """);
    Map<String, String> environment =
        Map.of(
            "LEXISEG_SCHEMA_REGISTRY_URL", "http://environment",
            "LEXISEG_BOOTSTRAP_SERVERS", "environment:2",
            "LEXISEG_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "LEXISEG_KAFKA_CLIENT_ID", "environment");
    // when
    ClusterSettings settings =
        options(
                "--config",
                file.toString(),
                "--bootstrap",
                "line:3",
                "--kafka",
                "client.id=line",
                "--registry-setting",
                "basic.auth.user.info=line:a=b")
            .settings(environment);
    // then
    assertThat(settings.bootstrapServers()).isEqualTo("line:3");
    assertThat(settings.registryUrl()).isEqualTo("http://environment");
    assertThat(settings.applicationId()).isEqualTo("plant");
    assertThat(settings.kafka().properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "client.id", "line"));
    assertThat(settings.registry()).isEqualTo(Map.of("basic.auth.user.info", "line:a=b"));
    assertThat(settings).asString().doesNotContain("a=b");
  }

  @Test
  void shouldNameWhatAProcessorDoesNotKnow() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("wrong"), "colour=hunter2\n");
    KafkaOptions options = options("--config", file.toString());
    // when, then
    assertThatThrownBy(() -> options.settings(Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("[colour]")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void shouldShowNoPasswordOfACameraThatCannotBeReached() {
    // given
    CommandRun run = new CommandRun();
    // when
    int code = run.run("publish", "--verbose", "--input", "rtsp://admin:hunter2@127.0.0.1:1/gate");
    // then
    assertThat(code).isEqualTo(1);
    assertThat(run.err()).contains("rtsp://127.0.0.1:1/gate").doesNotContain("hunter2", "admin");
  }

  private static KafkaOptions options(String... arguments) {
    return CommandLine.populateCommand(new KafkaOptions(), arguments);
  }
}
