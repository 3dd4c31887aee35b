package io.lexiseg.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishCommandTest {

  @ParameterizedTest
  @CsvSource({
    "auto, true, true",
    "auto, false, false",
    "latest, false, true",
    "every, true, false",
  })
  void shouldSendTheLatestOfLiveSourcesUnlessToldOtherwise(
      String policy, boolean live, boolean latest) {
    assertThat(PublishCommand.isLatest(policy, live)).isEqualTo(latest);
  }

  @Test
  void shouldNameThePoliciesThereAre() {
    // given
    CommandRun command = new CommandRun();

    // when
    int code = command.run("publish", "--input", "x", "--policy", "newest");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(command.err()).contains("--policy: expected auto, every or latest, got newest");
  }
}
