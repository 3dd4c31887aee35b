package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which report ends a command, through the directory. */
class CommandEndsTest {
  private final SlowWords words = new SlowWords();
  private final List<VocabularyStatus> reports = words.reports;
  private final List<String> resolved = words.resolved;
  private final CountDownLatch slowQuestions = words.slowQuestions;
  private final CountDownLatch slowAnswers = words.slowAnswers;
  private final ScheduledExecutorService resolving = words.resolving;
  private final VocabularyDirectory directory = words.directory;

  @AfterEach
  void close() {
    words.close();
  }

  @Test
  void shouldEndTheCommandsOfAVocabularyThatIsDeletedBeforeItIsReady() throws Exception {
    // given
    directory.vocabularyChanged("street", vocabulary("street", 1, "slow"));
    slowQuestions.await();
    directory.vocabularyChanged(
        "street",
        Vocabulary.newBuilder(vocabulary("street", 2, "slow"))
            .setRecentCommandIds(List.of("command-1", "command-2"))
            .build());
    // when
    directory.vocabularyChanged("street", null);
    slowAnswers.countDown();
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports)
        .filteredOn(status -> status.getState() == VocabularyState.FAILED)
        .extracting(status -> status.getCommandId().orElseThrow())
        .containsExactly("command-1", "command-2");
    assertThat(reports.get(reports.size() - 1).getError().orElseThrow()).contains("deleted before");
  }

  @Test
  void shouldEndABindingWhoseVersionFailsAndLetItTakeEffectLater() throws Exception {
    // given
    directory.vocabularyChanged("street", vocabulary("street", 1, "broken"));
    directory.bindingChanged("camera-1", bindingBy("bind-1"));
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // when
    directory.vocabularyChanged("street", vocabulary("street", 2, "road"));
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports)
        .filteredOn(status -> status.getCommandId().orElseThrow().startsWith("bind"))
        .extracting(VocabularyStatus::getState, status -> status.getError().orElse(""))
        .containsExactly(
            tuple(VocabularyState.FAILED, "no network runs on this"),
            tuple(VocabularyState.READY, ""));
    assertThat(served(directory, "camera-1", NOW).vocabulary().legend()).containsExactly("road");
  }

  @Test
  void shouldAnswerABindingWithTheVersionThatServesEvenIfItIsKeptNoLonger() throws Exception {
    // given
    directory.vocabularyChanged("street", vocabulary("street", 1, "road"));
    directory.awaitReady();
    directory.vocabularyChanged("street", vocabulary("street", 2, "slow"));
    slowQuestions.await();
    // when
    directory.bindingChanged("camera-1", bindingBy("bind-1"));
    slowAnswers.countDown();
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports)
        .filteredOn(status -> status.getCommandId().orElseThrow().equals("bind-1"))
        .extracting(VocabularyStatus::getState, VocabularyStatus::getVersion)
        .containsExactly(tuple(VocabularyState.READY, 1));
  }

  @Test
  void shouldEndABindingThatAnotherTakesThePlaceOf() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.awaitReady();
    directory.vocabularyChanged("street", vocabulary("street", 1, "slow"));
    slowQuestions.await();
    directory.bindingChanged("camera-1", bindingBy("bind-1"));
    directory.bindingChanged("camera-2", bindingBy("bind-2"));
    // when
    directory.bindingChanged("camera-1", bindingBy("bind-3"));
    directory.bindingChanged("camera-2", null);
    slowAnswers.countDown();
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports)
        .filteredOn(status -> status.getCommandId().orElseThrow().startsWith("bind"))
        .extracting(VocabularyStatus::getState, status -> status.getCommandId().orElseThrow())
        .containsExactly(
            tuple(VocabularyState.FAILED, "bind-1"),
            tuple(VocabularyState.FAILED, "bind-2"),
            tuple(VocabularyState.READY, "bind-3"));
  }

  private static CameraBinding bindingBy(String commandId) {
    String camera = commandId.equals("bind-2") ? "camera-2" : "camera-1";
    return CameraBinding.newBuilder(binding(camera, "street", DropRule.EVERY))
        .setCommandId(commandId)
        .build();
  }

  @Test
  void shouldAnswerARepeatedCommandWithTheVersionItServes() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.awaitReady();
    directory.vocabularyChanged("default", again("slow", "command-1"));
    slowQuestions.await();
    // when: once while the version is being resolved, once after that
    directory.vocabularyChanged("default", again("slow", "command-7"));
    slowAnswers.countDown();
    directory.awaitReady();
    directory.vocabularyChanged("default", again("slow", "command-2"));
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports)
        .extracting(VocabularyStatus::getVersion, status -> status.getCommandId().orElseThrow())
        .containsExactly(
            tuple(1, "command-1"),
            tuple(2, "command-2"),
            tuple(2, "command-1"),
            tuple(2, "command-7"),
            tuple(2, "command-2"));
    assertThat(resolved).containsExactly("road", "slow");
  }

  @Test
  void shouldAnswerARepeatedCommandWithWhatItsVersionFailedOf() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 2, "broken"));
    resolving.submit(() -> {}).get();
    // when
    directory.vocabularyChanged("default", again("broken", "command-1"));
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports)
        .extracting(VocabularyStatus::getState, status -> status.getCommandId().orElseThrow())
        .containsExactly(
            tuple(VocabularyState.FAILED, "command-2"), tuple(VocabularyState.FAILED, "command-1"));
    assertThat(reports.get(1).getError().orElseThrow()).contains("no network");
  }

  private static Vocabulary again(String name, String commandId) {
    return Vocabulary.newBuilder(vocabulary("default", 2, name))
        .setRepeatedCommandId(commandId)
        .build();
  }

  @Test
  void shouldSkipVersionsThatAreOvertakenAndAnswerTheirCommands() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "slow"));
    slowQuestions.await();
    // when
    for (int version = 2; version <= 9; version++) {
      directory.vocabularyChanged("default", vocabulary("default", version, "word " + version));
    }
    slowAnswers.countDown();
    directory.awaitReady();
    // then
    assertThat(served(directory, "camera-1", NOW).vocabulary().version()).isEqualTo(9);
    assertThat(resolved).endsWith("word 9").hasSizeLessThanOrEqualTo(3);
    resolving.submit(() -> {}).get();
    assertThat(reports)
        .filteredOn(report -> report.getVersion() == 9)
        .extracting(report -> report.getCommandId().orElseThrow())
        .contains("command-2", "command-8", "command-9");
  }

  @Test
  void shouldReportReadyWithTheCommandThatAsked() throws Exception {
    // when
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.bindingChanged("camera-1", binding("camera-1", "default", DropRule.EVERY));
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports).extracting(VocabularyStatus::getState).containsOnly(VocabularyState.READY);
    List<String> commands = new ArrayList<>();
    reports.forEach(report -> commands.add(report.getCommandId().orElseThrow()));
    assertThat(commands).containsExactlyInAnyOrder("command-1", "bind-camera-1");
  }

  @Test
  void shouldFailABindingToAProfileThatDoesNotExist() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.awaitReady();
    CameraBinding unknown =
        CameraBinding.newBuilder(binding("camera-1", "default", DropRule.EVERY))
            .setProfile("none")
            .build();
    // when
    directory.bindingChanged("camera-1", unknown);
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(served(directory, "camera-1", NOW).vocabulary().profile())
        .isEqualTo(TestModels.PROFILE);
    assertThat(reports.get(reports.size() - 1).getError().orElseThrow()).contains("'none'");
  }
}
