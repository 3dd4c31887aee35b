package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.bind;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.TestRecords;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions that take effect at a time. */
class TimedCommandsTest {
  private final CommandLog log = new CommandLog();

  @BeforeEach
  void define() {
    log.send(TestRecords.define("first", "street", "road", "sky", "tree"));
    log.vocabularies().readValue();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldLetNoVersionTakeEffectBeforeTheOneInFront() {
    // when
    log.send(at(add("a", "car"), 60));
    log.send(at(add("b", "bus"), 30));
    VocabularyStatus now = log.send(add("c", "van"));
    log.send(at(add("d", "tram"), 90));
    // then
    assertThat(log.vocabularies().readValuesToList())
        .extracting(version -> seconds(version.getEffectiveFromMicros()))
        .containsExactly(60L, 60L, 60L, 90L);
    assertThat(seconds(now.getEffectiveFromMicros())).isEqualTo(60);
  }

  @Test
  void shouldLetARollBackOvertakeWhatWaits() {
    // given
    log.send(at(add("a", "car"), 60));
    // when
    log.send(street("b", CommandAction.ROLL_BACK).setToVersion(1));
    log.send(add("c", "van"));
    // then
    List<Vocabulary> versions = log.vocabularies().readValuesToList();
    assertThat(versions.get(0).getEffectiveFromMicros()).isPresent();
    assertThat(versions.get(1).getEffectiveFromMicros()).isEmpty();
    assertThat(versions.get(2).getEffectiveFromMicros()).isEmpty();
    assertThat(versions.get(2).getHistory())
        .extracting(past -> past.getEffectiveFromMicros().isPresent())
        .containsExactly(false, true, false);
  }

  @Test
  void shouldForgetATimeThatIsLongOver() {
    // when
    log.send(at(add("a", "car"), -30 * 60));
    log.send(add("b", "bus"));
    log.send(street("c", CommandAction.ROLL_BACK).setToVersion(1));
    log.send(at(add("d", "car"), -2 * 3600));
    log.send(add("e", "bus"));
    // then
    assertThat(log.vocabularies().readValuesToList())
        .extracting(version -> version.getEffectiveFromMicros().isPresent())
        .containsExactly(true, true, false, true, false);
  }

  @Test
  void shouldRefuseTimesThatCannotBe() {
    // given
    for (int i = 1; i <= 8; i++) {
      log.send(at(add("a" + i, "word " + i), 60L * i));
    }
    // when
    List<VocabularyStatus> answers =
        List.of(
            log.send(at(add("b", "car"), 32 * 24 * 3600)),
            log.send(at(VocabularyCommand.newBuilder(bind("c", "street", "camera-1")), 60)),
            log.send(at(street("d", CommandAction.DELETE), 60)),
            log.send(at(add("e", "car"), 60 * 9)),
            log.send(add("f", "car")));
    // then
    assertThat(answers.subList(0, 4).stream().map(answer -> answer.getError().orElseThrow()))
        .satisfiesExactly(
            far -> assertThat(far).contains("at most 31 days after 2026-05-01T10:00:00Z"),
            binding -> assertThat(binding).contains("change of categories", "BIND"),
            deletion -> assertThat(deletion).contains("change of categories", "DELETE"),
            ninth -> assertThat(ninth).contains("at most 8", "found 8"));
    assertThat(answers.get(4).getState()).isEqualTo(VocabularyState.PENDING);
  }

  @Test
  void shouldHaveRoomForNewTimesOnceARollBackHasEndedTheOthers() {
    // given
    for (int i = 1; i <= 8; i++) {
      log.send(at(add("a" + i, "word " + i), 60L * i));
    }
    log.send(street("b", CommandAction.ROLL_BACK).setToVersion(1));
    // when
    VocabularyStatus answer = log.send(at(add("c", "car"), 3600));
    // then
    assertThat(answer.getState()).isEqualTo(VocabularyState.PENDING);
  }

  @Test
  void shouldKeepTheVersionThatHoldsUntilANewOneDoes() {
    // when
    log.send(at(add("a", "car"), 60));
    for (int i = 0; i < 60; i++) {
      log.send(TestRecords.define("d" + i, "street", "word " + i));
    }
    // then
    Vocabulary last = last(log.vocabularies().readValuesToList());
    assertThat(last.getHistory()).hasSize(50);
    assertThat(last.getHistory().get(0).getVersion()).isEqualTo(1);
  }

  private static VocabularyCommand.Builder at(VocabularyCommand.Builder command, long seconds) {
    return command.setEffectiveFromMicros(EventTime.micros(NOW.plusSeconds(seconds)));
  }

  private static long seconds(Optional<Long> micros) {
    return Duration.between(NOW, EventTime.instant(micros.orElseThrow())).toSeconds();
  }

  private static VocabularyCommand.Builder street(String commandId, CommandAction action) {
    return command(commandId, "street", action);
  }

  private static VocabularyCommand.Builder add(String commandId, String... names) {
    return street(commandId, CommandAction.ADD).setCategories(categories(names));
  }

  private static Vocabulary last(List<Vocabulary> versions) {
    return versions.get(versions.size() - 1);
  }
}
