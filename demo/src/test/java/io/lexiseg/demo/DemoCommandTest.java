package io.lexiseg.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as the command line finds it. */
class DemoCommandTest {
  private final CommandRun command = new CommandRun();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo --frames 0",
        "demo --fps -1",
        "demo --port 70000",
        "demo --vocabulary ,",
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
  void shouldSayThatTheInputIsMissing() {
    // when
    int code = command.run("demo", "--input", "no-such-place", "--no-viewer");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err()).contains("no-such-place: expected a picture").doesNotContain("\tat ");
  }
}
