package io.lexiseg.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceAnswersTest {
  private final InstanceAnswers answers = new InstanceAnswers("mine");

  @Test
  void shouldMissWhoHasNotSaidReady() {
    // when
    answers.add(status("commands", 5, VocabularyState.PENDING, "mine"));
    answers.add(status("one", 5, VocabularyState.READY, "mine"));
    answers.add(status("two", 5, VocabularyState.PENDING, "mine"));
    answers.add(status("three", 5, VocabularyState.READY, "before"));

    // then
    assertThat(answers.missing(Set.of("one", "two", "three"))).containsExactly("three", "two");
    assertThat(answers.end()).isEmpty();
  }

  @Test
  void shouldRememberWhyItIsNotDone() {
    // when
    answers.add(status("commands", 5, VocabularyState.PENDING, "mine"));
    answers.add(because("one", "prototype index: no answer for 3 s", "mine"));
    answers.add(because("two", "another's", "other"));

    // then
    assertThat(answers.pending().flatMap(VocabularyStatus::getError))
        .contains("prototype index: no answer for 3 s");
  }

  private static VocabularyStatus because(String instance, String reason, String command) {
    return VocabularyStatus.newBuilder(status(instance, 5, VocabularyState.PENDING, command))
        .setError(reason)
        .build();
  }

  @Test
  void shouldCountANewerVersion() {
    // when
    answers.add(status("commands", 5, VocabularyState.PENDING, "mine"));
    answers.add(status("one", 6, VocabularyState.READY, "later"));

    // then
    assertThat(answers.missing(Set.of("one"))).isEmpty();
  }

  @Test
  void shouldEndWithARefusalOrAFailure() {
    // when
    answers.add(status("commands", 4, VocabularyState.FAILED, "other"));
    answers.add(status("one", 5, VocabularyState.FAILED, "mine"));

    // then
    assertThat(answers.end().orElseThrow().getInstanceId()).isEqualTo("one");
  }

  @Test
  void shouldEndWhereNothingIsLeftToDo() {
    // when
    answers.add(status("commands", 4, VocabularyState.READY, "mine"));

    // then
    assertThat(answers.end()).isPresent();
  }

  private static VocabularyStatus status(
      String instance, int version, VocabularyState state, String command) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId("v")
        .setVersion(version)
        .setInstanceId(instance)
        .setState(state)
        .setCommandId(command)
        .setReportedAt(Instant.EPOCH)
        .build();
  }
}
