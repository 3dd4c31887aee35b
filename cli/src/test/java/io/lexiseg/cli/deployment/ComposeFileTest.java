package io.lexiseg.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JacksonException;
import io.lexiseg.cli.deployment.ComposeFile.Service;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeFileTest {
  private static final String FILE = "docker-compose.yml";

  @Test
  void shouldRunEverythingAsOneCommand() throws IOException {
    assertThat(compose().services().keySet())
        .containsExactlyInAnyOrder(
            "kafka",
            "schema-registry",
            "redis",
            "topics",
            "index",
            "vocabulary",
            "processor",
            "index-builder",
            "viewer");
  }

  @Test
  void shouldDependOnServicesThatCanMeetTheCondition() throws IOException {
    ComposeFile compose = compose();
    Map<String, Service> services = compose.services();
    services.forEach(
        (name, service) ->
            service
                .dependsOn()
                .forEach(
                    (other, dependency) -> {
                      String edge = name + " -> " + other;
                      assertThat(services).as(edge).containsKey(other);
                      boolean healthy = dependency.condition().equals("service_healthy");
                      assertThat(healthy ? compose.service(other).healthcheck() : other)
                          .as(edge + " has a health check")
                          .isNotNull();
                      assertThat(dependency.condition())
                          .as(edge)
                          .isIn("service_healthy", "service_completed_successfully");
                    }));
  }

  @Test
  void shouldMountWhatExists() throws IOException {
    ComposeFile compose = compose();
    compose
        .services()
        .values()
        .forEach(
            service ->
                service
                    .volumes()
                    .forEach(
                        volume -> {
                          String source = volume.split(":")[0];
                          if (source.startsWith(".")) {
                            assertThat(Repository.ROOT.resolve(source)).exists();
                          } else {
                            assertThat(compose.volumes()).containsKey(source);
                          }
                        }));
  }

  @Test
  void shouldListenOnTheLoopbackAddressOnly() throws IOException {
    assertThat(compose().services().values())
        .flatExtracting(Service::ports)
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
  }

  @Test
  void shouldLetTheBrokerTakeTheLargestRecord() throws IOException {
    assertThat(compose().service("kafka").environment())
        .containsEntry("KAFKA_MESSAGE_MAX_BYTES", String.valueOf(Topics.MAX_DEAD_LETTER_BYTES))
        .containsEntry(
            "KAFKA_REPLICA_FETCH_MAX_BYTES", String.valueOf(Topics.MAX_DEAD_LETTER_BYTES));
  }

  @Test
  void shouldBuildOurImageFromAStageThatExists() throws IOException {
    assertThat(compose().services().values())
        .filteredOn(service -> service.build() != null)
        .hasSize(6)
        .allSatisfy(service -> assertThat(Dockerfile.stages()).contains(service.build().target()));
  }

  @Test
  void shouldBuildIndexesOnlyWhereThatIsWanted() throws IOException {
    assertThat(compose().services().entrySet())
        .filteredOn(service -> !service.getValue().profiles().isEmpty())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.getKey()).isEqualTo("index-builder");
              assertThat(service.getValue().profiles()).containsExactly("build");
            });
  }

  @Test
  void shouldDefineAFirstVocabularyAndNoOther() throws IOException {
    assertThat(compose().service("vocabulary").command())
        .startsWith("vocabulary", "define")
        .containsSequence("--expected-version", "0");
  }

  @ParameterizedTest
  @CsvSource({
    "depends_on:, depnds_on:",
    "retries: 24, retries: often",
    "retries: 24, retries: \"24\"",
    "command: [, commands: [",
    "KAFKA_NODE_ID: \"1\", KAFKA_NODE_ID: 1",
    "restart: unless-stopped, restart: [always]"
  })
  void shouldFindUnknownKeysAndWrongTypes(String right, String wrong) {
    // given
    String yaml = Repository.read(FILE);
    assertThat(yaml).contains(right);

    // when, then
    assertThatThrownBy(() -> StrictYaml.read(yaml.replace(right, wrong), ComposeFile.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void shouldSatisfyDockerComposeWhereThereIsOne() throws Exception {
    assumeTrue(hasComposeTwo(), "no docker-compose 2 on the PATH");

    assertThat(run(List.of("docker-compose", "-f", FILE, "config", "-q"))).isZero();
  }

  private static ComposeFile compose() throws IOException {
    return Containers.compose();
  }

  private static boolean hasComposeTwo() throws InterruptedException {
    try {
      return run(List.of("docker-compose", "version", "--short")) == 0
          && run(List.of("sh", "-c", "docker-compose version --short | grep -q '^v\\?2'")) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of(Repository.ROOT.toString()).toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command.toString()).isTrue();
    return process.exitValue();
  }
}
