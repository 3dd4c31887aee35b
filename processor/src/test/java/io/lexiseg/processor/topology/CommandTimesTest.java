package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in commands: those that not every client can read, and those in another unit. */
class CommandTimesTest {
  private final CommandLog log = new CommandLog();

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_777_629_600L, 1_777_629_600_000L, Long.MAX_VALUE})
  void shouldRefuseTimesThatAreNoMicroseconds(long micros) {
    // when
    VocabularyStatus effective = log.send(define("a").setEffectiveFromMicros(micros));
    VocabularyStatus issued = log.send(define("b").setIssuedAt(EventTime.instant(micros)));
    // then
    assertThat(effective.getState()).isEqualTo(VocabularyState.FAILED);
    assertThat(effective.getError().orElseThrow()).contains("effective from: expected a time from");
    assertThat(issued.getError().orElseThrow()).contains("issued at: expected a time from 1971");
    assertThat(log.vocabularies().isEmpty()).isTrue();
  }

  @Test
  void shouldMakeAVersionAtATimeThatBrokersTake() {
    // when
    log.send(define("a").build(), Instant.ofEpochMilli(Long.MAX_VALUE));
    // then
    assertThat(log.vocabularies().readValue().getChangedAt())
        .isBetween(NOW.minusSeconds(1), Instant.now().plusSeconds(60));
  }

  private static VocabularyCommand.Builder define(String commandId) {
    return command(commandId, "street", CommandAction.DEFINE).setCategories(categories("road"));
  }
}
