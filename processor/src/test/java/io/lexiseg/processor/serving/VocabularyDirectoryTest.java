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
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VocabularyDirectoryTest {
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
  void shouldNotLetACameraWaitForWhatOthersUse() throws Exception {
    // given
    directory.vocabularyChanged("street", vocabulary("street", 1, "slow"));
    directory.bindingChanged("camera-1", binding("camera-1", "street", DropRule.EVERY));
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
}
