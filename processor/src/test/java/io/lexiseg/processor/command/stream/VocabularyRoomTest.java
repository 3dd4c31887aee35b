package io.lexiseg.processor.command.stream;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.command;
import static io.lexiseg.recognition.category.TestRecords.define;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VocabularyRoomTest {
  private static final String NO_ROOM =
      "vocabulary %s: expected at most 3 vocabularies (limit.vocabularies), there are 3; delete one first";

  private final CommandFixture commands = new CommandFixture(new VocabularyLimits(1000, 3));
  private int seconds;

  @BeforeEach
  void fill() {
    for (String id : List.of("street", "yard", "gate")) {
      answer(define("define-" + id, id, "road"));
    }
  }

  @AfterEach
  void close() {
    commands.close();
  }

  @Test
  void shouldRefuseOneVocabularyTooMany() {
    // when
    VocabularyStatus answer = answer(define("more", "another", "road"));
    // then
    assertThat(answer.getState()).isEqualTo(VocabularyState.FAILED);
    assertThat(answer.getVersion()).isZero();
    assertThat(answer.getError()).contains(NO_ROOM.formatted("another"));
  }

  @Test
  void shouldCountThoseThatWereThereBefore() {
    // given
    commands.restart();
    // when
    VocabularyStatus answer = answer(define("more", "another", "road"));
    // then
    assertThat(answer.getError()).contains(NO_ROOM.formatted("another"));
  }

  @Test
  void shouldStillChangeThoseThatAreThere() {
    // when
    VocabularyStatus answer = answer(define("again", "yard", "sky"));
    // then
    assertThat(answer.getState()).isEqualTo(VocabularyState.PENDING);
  }

  @Test
  void shouldTakeAnotherWhenOneIsDeleted() {
    // given
    delete("yard");
    // when
    VocabularyStatus answer = answer(define("more", "another", "road"));
    // then
    assertThat(answer.getState()).isEqualTo(VocabularyState.PENDING);
  }

  @Test
  void shouldNotLetOneComeBackWhoseRoomIsTaken() {
    // given
    delete("yard");
    answer(define("more", "another", "road"));
    // when
    VocabularyStatus back = answer(rollBack("yard"));
    // then
    assertThat(back.getState()).isEqualTo(VocabularyState.FAILED);
    assertThat(back.getVersion()).isEqualTo(2);
    assertThat(back.getError()).contains(NO_ROOM.formatted("yard"));
  }

  @Test
  void shouldRememberAsManyDeletedOnes() {
    // given
    delete("street");
    for (String id : List.of("a", "b", "c")) {
      answer(define("define-" + id, id, "road"));
      delete(id);
    }
    // when
    VocabularyStatus first = answer(rollBack("street"));
    VocabularyStatus last = answer(rollBack("a"));
    // then
    assertThat(first.getError()).contains("vocabulary street: expected it to be defined first");
    assertThat(last.getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(last.getVersion()).isEqualTo(3);
  }

  private void delete(String id) {
    answer(command("delete-" + id, id, CommandAction.DELETE).build());
  }

  private static VocabularyCommand rollBack(String id) {
    return command("back-" + id, id, CommandAction.ROLL_BACK).setToVersion(1).build();
  }

  private VocabularyStatus answer(VocabularyCommand command) {
    var told = commands.sendAt(command, Long.MAX_VALUE, NOW.plusSeconds(seconds++));
    return (VocabularyStatus) told.get(told.size() - 1).value().orElseThrow();
  }
}
