package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.holdingFrom;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.TestRecords;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VocabularyDirectoryTest {
  private final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  private final List<String> resolved = new CopyOnWriteArrayList<>();
  private final CountDownLatch slowQuestions = new CountDownLatch(1);
  private final CountDownLatch slowAnswers = new CountDownLatch(1);
  private final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  private final VocabularyDirectory directory =
      new VocabularyDirectory(
          TestModels.profiles(
              (content, trace) -> {
                String first = content.categories().get(0).getName();
                resolved.add(first);
                if (first.equals("broken")) {
                  throw new IllegalStateException("no network runs on this");
                }
                if (first.equals("slow")) {
                  slowQuestions.countDown();
                  awaitSlowAnswers();
                }
                return TestModels.resolver().resolve(content, trace);
              }),
          "default",
          new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
          resolving);

  @AfterEach
  void close() {
    resolving.shutdownNow();
  }

  @Test
  void shouldNotBeReadyBeforeAnythingIsDefined() {
    // when, then
    assertThat(directory.ready()).isFalse();
    assertThat(directory.servesNothing()).isEmpty();
    assertThat(pending(directory.active("camera-1", NOW)))
        .returns(false, CameraVocabulary.Pending::defined)
        .extracting(CameraVocabulary.Pending::reason)
        .asString()
        .contains("no vocabulary yet", "./lexiseg vocabulary define");
  }

  @Test
  void shouldNameTheNewestVersionThatIsReady() throws InterruptedException {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.awaitReady();
    ResolvedVocabulary taken = served(directory, "camera-1", NOW).vocabulary();
    // when
    directory.vocabularyChanged("default", vocabulary("default", 2, "slow"));
    int whileResolving = directory.newest(taken, NOW).version();
    slowAnswers.countDown();
    directory.awaitReady();
    int resolvedVersion = directory.newest(taken, NOW).version();
    directory.vocabularyChanged("default", null);
    ResolvedVocabulary whenGone = directory.newest(taken, NOW);
    // then
    assertThat(List.of(whileResolving, resolvedVersion)).containsExactly(1, 2);
    assertThat(whenGone).isSameAs(taken);
  }

  @Test
  void shouldServeAnEarlierVersionWhenTheNewestFailsAfterARestart() throws Exception {
    // given
    Vocabulary newest =
        Vocabulary.newBuilder(vocabulary("default", 4, "broken"))
            .setHistory(List.of(past(1, "road"), past(2, "tree"), past(3, "broken")))
            .build();
    // when
    directory.vocabularyChanged("default", newest);
    directory.awaitReady();
    resolving.submit(() -> {}).get(); // the report comes after the switch
    // then
    ResolvedVocabulary active = served(directory, "camera-1", NOW).vocabulary();
    assertThat(active.version()).isEqualTo(2);
    assertThat(active.legend()).containsExactly("tree");
    assertThat(resolved).containsExactly("broken", "broken", "tree");
    assertThat(reports)
        .extracting(VocabularyStatus::getVersion, VocabularyStatus::getState)
        .containsExactly(tuple(4, VocabularyState.FAILED));
  }

  private static PastVersion past(int version, String name) {
    return PastVersion.newBuilder()
        .setVersion(version)
        .setCategories(TestRecords.categories(name))
        .setChangedBy("test")
        .setChangedAt(NOW)
        .build();
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
  void shouldNotLetACameraWaitForWhatOthersUse() throws Exception {
    // given
    directory.vocabularyChanged("street", vocabulary("street", 1, "slow"));
    directory.bindingChanged("camera-1", bindingBy("bind-1"));
    slowQuestions.await();
    // when
    CameraVocabulary other = directory.active("camera-9", NOW);
    // then
    assertThat(other).isInstanceOf(CameraVocabulary.None.class);
    assertThat(((CameraVocabulary.None) other).fault())
        .hasMessageContaining("camera-9")
        .hasMessageContaining("./lexiseg vocabulary define --vocabulary default");
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
  void shouldSkipVersionsThatNoFrameNeeds() throws InterruptedException {
    // given
    Vocabulary first = vocabulary("default", 1, "road");
    Vocabulary second = holdingFrom(NOW.plusSeconds(9), vocabulary("default", 2, "sky"));
    Vocabulary third = holdingFrom(NOW.plusSeconds(9), vocabulary("default", 3, "broken"));
    // when
    directory.vocabularyChanged(
        "default",
        holdingFrom(NOW.plusSeconds(9), vocabulary("default", 4, "tree"), first, second, third));
    directory.awaitReady();
    // then
    assertThat(resolved).containsExactly("tree", "road");
    assertThat(served(directory, "camera-1", NOW).vocabulary().version()).isEqualTo(1);
    assertThat(served(directory, "camera-1", NOW.plusSeconds(9)).vocabulary().version())
        .isEqualTo(4);
  }

  @Test
  void shouldKeepServingWhatHoldsWhenAVersionThatWaitsFails() throws InterruptedException {
    // given
    Vocabulary first = vocabulary("default", 1, "road");
    Vocabulary second = holdingFrom(NOW.plusSeconds(1), vocabulary("default", 2, "sky"));
    // when
    directory.vocabularyChanged(
        "default",
        holdingFrom(NOW.plusSeconds(2), vocabulary("default", 3, "broken"), first, second));
    directory.awaitReady();
    // then
    assertThat(served(directory, "camera-1", NOW).vocabulary().version()).isEqualTo(1);
    assertThat(served(directory, "camera-1", NOW.plusSeconds(3)).vocabulary().version())
        .isEqualTo(2);
  }

  @Test
  void shouldFallBackWhenTheBoundVocabularyIsGone() throws InterruptedException {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("own", vocabulary("own", 1, "tree"));
    directory.bindingChanged("camera-1", binding("camera-1", "own", DropRule.LATEST));
    directory.awaitReady();
    // when
    directory.vocabularyChanged("own", null);
    // then
    assertThat(active("camera-1")).isEqualTo("default");
  }

  @Test
  void shouldPreferTheCamerasOwnBinding() throws InterruptedException {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("own", vocabulary("own", 1, "tree"));
    directory.vocabularyChanged("any", vocabulary("any", 1, "sky"));
    directory.bindingChanged("camera-1", binding("camera-1", "own", DropRule.LATEST));
    directory.awaitReady();
    // when
    String own = active("camera-1");
    String unbound = active("camera-2");
    directory.bindingChanged(Topics.ANY_CAMERA, binding(Topics.ANY_CAMERA, "any", DropRule.EVERY));
    String any = active("camera-2");
    directory.bindingChanged("camera-1", null);
    String released = active("camera-1");
    // then
    assertThat(List.of(own, unbound, any, released))
        .containsExactly("own", "default", "any", "any");
  }

  @Test
  void shouldKeepTheOldBindingUntilTheNewVocabularyIsReady() throws InterruptedException {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.awaitReady();
    directory.vocabularyChanged("new", vocabulary("new", 1, "slow"));
    directory.bindingChanged("camera-1", binding("camera-1", "new", DropRule.LATEST));
    // when
    ActiveVocabulary before = served(directory, "camera-1", NOW);
    slowAnswers.countDown();
    directory.awaitReady();
    ActiveVocabulary after = served(directory, "camera-1", NOW);
    // then
    assertThat(before.vocabulary().vocabularyId()).isEqualTo("default");
    assertThat(before.dropPolicy().getRule()).isEqualTo(DropRule.EVERY);
    assertThat(after.vocabulary().vocabularyId()).isEqualTo("new");
    assertThat(after.dropPolicy().getRule()).isEqualTo(DropRule.LATEST);
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
  void shouldSayAtOnceThatAVocabularyIsStillBeingResolved() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "slow"));
    slowQuestions.await();
    // when
    CameraVocabulary before = directory.active("camera-1", NOW);
    Optional<String> nothing = directory.servesNothing();
    slowAnswers.countDown();
    directory.awaitReady();
    // then
    assertThat(pending(before).reason())
        .isEqualTo("vocabulary default version 1 waits: it is being resolved");
    assertThat(nothing).contains("vocabulary default version 1 waits: it is being resolved");
    assertThat(directory.servesNothing()).isEmpty();
    assertThat(served(directory, "camera-1", NOW).vocabulary().legend()).containsExactly("slow");
  }

  @Test
  void shouldLetACameraWaitForItsVocabularyAfterARestart() throws Exception {
    // given
    directory.tablesLoading();
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("new", vocabulary("new", 1, "slow"));
    directory.bindingChanged("camera-1", binding("camera-1", "new", DropRule.LATEST));
    directory.tablesLoaded();
    slowQuestions.await();
    // when
    CameraVocabulary bound = directory.active("camera-1", NOW);
    String other = active("camera-2");
    directory.bindingChanged("camera-1", binding("camera-1", "default", DropRule.EVERY));
    String boundOtherwise = active("camera-1");
    slowAnswers.countDown();
    directory.awaitReady();
    // then
    assertThat(pending(bound).reason()).contains("vocabulary new version 1");
    assertThat(pending(bound).dropPolicy().getRule()).isEqualTo(DropRule.LATEST);
    assertThat(List.of(other, boundOtherwise)).containsExactly("default", "default");
  }

  @Test
  void shouldKeepWhatTheTablesHeldUntilANewBindingIsReady() throws Exception {
    // given
    directory.tablesLoading();
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("new", vocabulary("new", 1, "slow"));
    directory.bindingChanged("camera-1", binding("camera-1", "new", DropRule.LATEST));
    directory.tablesLoaded();
    slowQuestions.await();
    directory.vocabularyChanged("newer", vocabulary("newer", 1, "tree"));
    // when
    directory.bindingChanged("camera-1", binding("camera-1", "newer", DropRule.EVERY));
    CameraVocabulary before = directory.active("camera-1", NOW);
    slowAnswers.countDown();
    directory.awaitReady();
    // then
    assertThat(pending(before).reason()).contains("vocabulary new version 1");
    assertThat(active("camera-1")).isEqualTo("newer");
  }

  @Test
  void shouldNotLetACameraWaitForAVocabularyThatFailed() throws Exception {
    // given
    directory.tablesLoading();
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("own", vocabulary("own", 1, "broken"));
    directory.bindingChanged("camera-1", binding("camera-1", "own", DropRule.LATEST));
    directory.tablesLoaded();
    // when
    directory.awaitReady();
    // then
    assertThat(active("camera-1")).isEqualTo("default");
  }

  private static CameraVocabulary.Pending pending(CameraVocabulary vocabulary) {
    assertThat(vocabulary).isInstanceOf(CameraVocabulary.Pending.class);
    return (CameraVocabulary.Pending) vocabulary;
  }

  @Test
  void shouldReportWhatIsOddAboutNames() throws Exception {
    // when
    directory.vocabularyChanged("default", vocabulary("default", 1, "road", "background"));
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports)
        .last()
        .satisfies(
            report ->
                assertThat(report.getWarnings())
                    .contains("the index cannot tell apart: road, background")
                    .hasSize(2));
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

  @Test
  void shouldForgetAVocabularyThatIsGone() throws InterruptedException {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.awaitReady();
    // when
    directory.vocabularyChanged("default", null);
    // then
    assertThat(pending(directory.active("camera-1", NOW)).defined()).isFalse();
  }

  private String active(String cameraId) {
    return served(directory, cameraId, NOW).vocabulary().vocabularyId();
  }

  private void awaitSlowAnswers() {
    try {
      slowAnswers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
