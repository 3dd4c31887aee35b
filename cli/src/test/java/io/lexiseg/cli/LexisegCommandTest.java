package io.lexiseg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexisegCommandTest {
  private final CommandRun command = new CommandRun();

  @Test
  void shouldPrintHelpToStandardOutput() {
    // when
    int code = command.run("--help");

    // then
    assertThat(code).isEqualTo(0);
    assertThat(command.out()).contains("Usage: lexiseg", "doctor");
    assertThat(command.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--bogus", "doctor --bogus", "no-such-command", "doctor --port x"})
  void shouldSayWhatIsWrongWithTheArgumentsAndExitWithTwo(String line) {
    // when
    int code = command.run(line.split(" "));

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.err().lines()).hasSize(2);
    assertThat(command.err()).startsWith("lexiseg").doesNotContain("\tat ");
  }

  @Test
  void shouldListTheCommandsWhenNoneIsGiven() {
    // when
    int code = command.run();

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err()).contains("expected a command, one of: ").contains("doctor");
  }

  @Test
  void shouldShowTheStackTraceOnlyWhenAsked() {
    // when
    int code = command.run("doctor", "--bogus", "--verbose");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err()).contains("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vocabulary define ,",
        "masks save --out x --frames 0",
        "publish --input x --first-frame -1",
      })
  void shouldRefuseValuesThatMakeNoSense(String line) {
    // when
    int code = command.run(line.split(" "));

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err().lines()).hasSize(1);
    assertThat(command.err()).contains(": expected ");
  }

  @Test
  void shouldPrintFindingsAsJson() {
    // when
    int code = command.run("doctor", "--json", "--port", "0");

    // then
    assertThat(code).isEqualTo(0);
    assertThat(command.json().findValuesAsText("subject"))
        .contains("java", "memory", "opencv", "cuda");
  }
}
