package io.lexiseg.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandSenderTest {

  @Test
  void shouldShowWarnings() {
    // given
    VocabularyStatus status =
        VocabularyStatus.newBuilder()
            .setVocabularyId("street")
            .setVersion(3)
            .setInstanceId("gate-1")
            .setState(VocabularyState.READY)
            .setReportedAt(Instant.EPOCH)
            .setWarnings(List.of("the index cannot tell apart: tree, trees"))
            .build();

    // when
    String text = CommandSender.text(status);

    // then
    assertThat(text)
        .isEqualTo("street version 3 READY; warning: the index cannot tell apart: tree, trees");
  }
}
