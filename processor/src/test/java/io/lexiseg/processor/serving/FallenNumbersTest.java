package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A vocabulary whose numbers begin anew, as under another application id without a takeover. */
@Timeout(20)
class FallenNumbersTest {
  private static final String TEXT =
      "vocabulary default fell from version 7 to 1: another application.id? see docs/vocabulary.md";

  private final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  private final VocabularyDirectory directory =
      new VocabularyDirectory(
          TestModels.profiles(
              (content, trace) -> {
                if (content.categories().get(0).getName().equals("slow")) {
                  await();
                }
                CategoryResolver.Resolution resolution =
                    TestModels.resolver().resolve(content, trace);
                if (content.categories().get(0).getName().startsWith("late")) {
                  asked.countDown();
                  await();
                }
                if (content.categories().get(0).getName().equals("late and broken")) {
                  throw new IllegalStateException("no network runs on this");
                }
                return resolution;
              }),
          "default",
          new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
          resolving);

  private void await() {
    try {
      if (!answers.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    resolving.shutdownNow();
  }

  @Test
  void shouldServeTheLowerVersionOnceItIsReadyAndSayThatItFell() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 7, "road"));
    directory.awaitReady();
    // when
    directory.vocabularyChanged("default", vocabulary("default", 1, "slow"));
    List<String> before = active();
    answers.countDown();
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(before).containsExactly("road");
    assertThat(active()).containsExactly("slow");
    assertThat(directory.fallen()).contains(TEXT);
    assertThat(reports)
        .extracting(
            VocabularyStatus::getState, VocabularyStatus::getVersion, VocabularyStatus::getError)
        .containsExactly(
            tuple(VocabularyState.READY, 7, Optional.empty()),
            tuple(VocabularyState.READY, 1, Optional.empty()),
            tuple(VocabularyState.READY, 1, Optional.of(TEXT)));
  }

  @Test
  void shouldServeWhatFollowsAndBeQuietOnceTheNumberIsReachedAgain() throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 3, "road"));
    directory.vocabularyChanged("default", vocabulary("default", 1, "sky"));
    directory.awaitReady();
    // when
    directory.vocabularyChanged("default", vocabulary("default", 2, "tree"));
    directory.awaitReady();
    List<String> second = active();
    Optional<String> still = directory.fallen();
    directory.vocabularyChanged("default", vocabulary("default", 3, "lake"));
    directory.awaitReady();
    // then
    assertThat(second).containsExactly("tree");
    assertThat(still).isPresent();
    assertThat(active()).containsExactly("lake");
    assertThat(directory.fallen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"late", "late and broken"})
  void shouldServeTheLowerVersionThatComesJustBeforeTheHigherOneWouldServe(String name)
      throws Exception {
    // given
    directory.vocabularyChanged("default", vocabulary("default", 3, name));
    asked.await();
    // when
    directory.vocabularyChanged("default", vocabulary("default", 1, "sky"));
    answers.countDown();
    directory.awaitReady();
    // then
    assertThat(active()).containsExactly("sky");
    assertThat(directory.servesNothing()).isEmpty();
  }

  @Test
  void shouldNotTakeARepeatedVersionOrADeletionForAFall() throws Exception {
    // when
    directory.vocabularyChanged("default", vocabulary("default", 3, "road"));
    directory.vocabularyChanged("default", vocabulary("default", 3, "road"));
    directory.awaitReady();
    directory.vocabularyChanged("default", null);
    directory.vocabularyChanged("default", vocabulary("default", 1, "sky"));
    directory.awaitReady();
    // then
    assertThat(active()).containsExactly("sky");
    assertThat(directory.fallen()).isEmpty();
  }

  private List<String> active() {
    return served(directory, "camera-1", NOW).vocabulary().legend();
  }
}
