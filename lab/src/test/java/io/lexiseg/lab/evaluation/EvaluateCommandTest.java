package io.lexiseg.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as the command line finds it. */
class EvaluateCommandTest {
  private final CommandRun command = new CommandRun();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --root x --shard 3/2 --out y",
        "evaluate --root x --shard 1/2",
        "evaluate --root x --merge --shard 1/2 --out y",
        "evaluate --root x --dataset imagenet",
        "evaluate --root x --compare =1",
        "evaluate --root x --compare a-b: a+b: a_b:",
      })
  void shouldRefuseValuesThatMakeNoSense(String line) {
    // when
    int code = command.run(line.split(" "));

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err().lines()).hasSize(1);
    assertThat(command.err()).contains(": expected ");
  }
}
