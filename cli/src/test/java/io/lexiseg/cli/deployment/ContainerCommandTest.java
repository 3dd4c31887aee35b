package io.lexiseg.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.LexisegCommand;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What containers are told to run is what the command line understands. */
class ContainerCommandTest {

  static List<Containers.Run> ours() throws IOException {
    return Containers.ours().stream().filter(run -> !run.arguments().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void shouldBeUnderstood(Containers.Run run) {
    // when
    var parsed = parse(run.arguments());

    // then
    assertThat(parsed.hasSubcommand()).as(run.where()).isTrue();
  }

  @Test
  void shouldFetchPacksWithCommandsThereAre() {
    // given
    List<String> commands =
        Dockerfile.stage("build").stream()
            .filter(line -> line.contains("/image/lexiseg models"))
            .map(line -> line.replaceAll(".*/image/lexiseg ", "").replace("\"$PACK\"", "lite"))
            .toList();

    // then
    assertThat(parse(List.of("models", "natives")).hasSubcommand()).isTrue();
    assertThat(commands)
        .containsExactly("models pull lite", "models pull sketch", "models pull drawings")
        .allMatch(one -> parse(List.of(one.split(" "))).hasSubcommand());
  }

  @Test
  void shouldLeaveOnlyOverlaysWithoutACommand() throws IOException {
    assertThat(Containers.ours())
        .filteredOn(run -> run.arguments().isEmpty())
        .extracting(Containers.Run::where)
        .containsExactly(
            "k8s/gpu/processor.yaml processor",
            "k8s/tensorrt/processor.yaml processor",
            "k8s/builder-gpu/builder.yaml builder");
  }

  @Test
  void shouldFindMisspelledOptions() {
    assertThatThrownBy(() -> parse(List.of("topics", "create", "--boot", "kafka:9092")))
        .isInstanceOf(ParameterException.class);
  }

  private static CommandLine.ParseResult parse(List<String> arguments) {
    return new CommandLine(LexisegCommand.class).parseArgs(arguments.toArray(String[]::new));
  }
}
