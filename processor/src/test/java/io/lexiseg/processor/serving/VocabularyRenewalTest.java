package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.holdingFrom;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another index generation while vocabularies serve. */
@Timeout(60)
class VocabularyRenewalTest {
  private final AwayIndex index = new AwayIndex();
  private final List<VocabularyStatus> reports = index.reports;
  private final ScheduledExecutorService resolving = index.resolving;
  private final Set<String> missing = index.missing;
  private final VocabularyDirectory directory = index.directory;

  @AfterEach
  void close() {
    index.close();
  }

  private static Profiles generation(int number, CategoryResolver resolver) {
    Profiles profiles = TestModels.profiles(resolver);
    return new Profiles(
        profiles.byName(), profiles.defaultName(), new Origin("tiny", "test-index", number));
  }

  @Test
  void shouldSwitchEverythingAtOnce() throws Exception {
    // given
    index.givenTwoVocabularies();
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch answers = new CountDownLatch(1);
    Profiles next =
        generation(
            4,
            (content, trace) -> {
              asked.countDown();
              if (asked.getCount() == 0) {
                await(answers);
              }
              return index.resolve(content, trace);
            });
    // when
    CompletableFuture<Void> switched = directory.renew(next);
    asked.await();
    ResolvedVocabulary taken = served(directory, "camera-1", NOW).vocabulary();
    List<Integer> during = generations();
    answers.countDown();
    switched.get();
    // then
    assertThat(during).containsExactly(3, 3);
    assertThat(generations()).containsExactly(4, 4);
    assertThat(directory.newest(taken, NOW).origin().indexGeneration()).isEqualTo(4);
    assertThat(directory.newest(taken, NOW).version()).isEqualTo(taken.version());
    assertThat(reports)
        .filteredOn(report -> report.getCommandId().isEmpty())
        .extracting(
            VocabularyStatus::getState,
            report -> report.getIndexGeneration().orElseThrow(),
            report -> report.getSupport().size())
        .containsExactly(tuple(VocabularyState.READY, 4, 1), tuple(VocabularyState.READY, 4, 1));
  }

  @Test
  void shouldSwitchVersionsThatWaitForTheirTime() throws Exception {
    // given
    Vocabulary first = vocabulary("default", 1, "road");
    directory.vocabularyChanged("default", first);
    directory.vocabularyChanged(
        "default", holdingFrom(NOW.plusSeconds(1), vocabulary("default", 2, "sky"), first));
    directory.awaitReady();
    // when
    directory.renew(generation(4, index::resolve)).get();
    // then
    ResolvedVocabulary now = served(directory, "camera-1", NOW).vocabulary();
    ResolvedVocabulary later = served(directory, "camera-1", NOW.plusSeconds(1)).vocabulary();
    assertThat(List.of(now, later))
        .extracting(ResolvedVocabulary::version, one -> one.origin().indexGeneration())
        .containsExactly(tuple(1, 4), tuple(2, 4));
    assertThat(reports)
        .filteredOn(report -> report.getIndexGeneration().equals(Optional.of(4)))
        .extracting(VocabularyStatus::getVersion)
        .containsExactly(2);
  }

  @Test
  void shouldSwitchTheOthersWhereOneVocabularyCannotBeResolved() throws Exception {
    // given
    index.givenTwoVocabularies();
    AtomicBoolean away = new AtomicBoolean(true);
    Profiles next =
        generation(
            4,
            (content, trace) -> {
              if (away.get() && content.categories().get(0).getName().equals("tree")) {
                throw new UnavailableException("new index: away");
              }
              return index.resolve(content, trace);
            });
    // when
    directory.renew(next).get();
    resolving.submit(() -> {}).get();
    List<Integer> first = generations();
    String waits = directory.waiting().orElseThrow();
    VocabularyStatus told = index.last();
    away.set(false);
    directory.hurry();
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(first).containsExactly(4, 3);
    assertThat(waits)
        .isEqualTo(
            "vocabulary own version 1 waits: new index: away,"
                + " version 1 of index generation 3 serves");
    assertThat(told.getVocabularyId()).isEqualTo("own");
    assertThat(told.getError().orElseThrow()).contains("new index: away");
    assertThat(generations()).containsExactly(4, 4);
    assertThat(directory.waiting()).isEmpty();
    assertThat(index.last().getIndexGeneration()).contains(4);
    assertThat(index.last().getCommandId()).as("the command was answered already").isEmpty();
  }

  @Test
  void shouldRenewAVocabularyWithAllItsVersionsOrNotAtAll() throws Exception {
    // given
    Vocabulary first = vocabulary("own", 1, "tree");
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("own", first);
    directory.vocabularyChanged(
        "own", holdingFrom(NOW.plusSeconds(1), vocabulary("own", 2, "sky"), first));
    directory.awaitReady();
    AtomicBoolean away = new AtomicBoolean(true);
    // when
    directory
        .renew(
            generation(
                4,
                (content, trace) -> {
                  if (away.get() && content.categories().get(0).getName().equals("tree")) {
                    throw new UnavailableException("new index: away");
                  }
                  return index.resolve(content, trace);
                }))
        .get();
    resolving.submit(() -> {}).get(); // it was tried in vain
    List<Integer> before = List.of(generation("own", NOW), generation("own", NOW.plusSeconds(1)));
    away.set(false);
    directory.hurry();
    directory.awaitReady();
    // then
    assertThat(before).containsExactly(3, 3);
    assertThat(List.of(generation("own", NOW), generation("own", NOW.plusSeconds(1))))
        .containsExactly(4, 4);
  }

  @Test
  void shouldKeepServingAVocabularyThatFailsWithTheNewGeneration() throws Exception {
    // given
    index.givenTwoVocabularies();
    // when
    directory
        .renew(
            generation(
                4,
                (content, trace) -> {
                  if (content.categories().get(0).getName().equals("tree")) {
                    throw new IllegalStateException("no such dimension");
                  }
                  return index.resolve(content, trace);
                }))
        .get();
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(generations()).containsExactly(4, 3);
    assertThat(index.last().getState()).isEqualTo(VocabularyState.FAILED);
    assertThat(index.last().getError().orElseThrow()).contains("no such dimension");
  }

  @Test
  void shouldKeepTheOldGenerationWhereNothingCanBeResolved() throws Exception {
    // given
    index.givenTwoVocabularies();
    Profiles next =
        generation(
            4,
            (content, trace) -> {
              throw new UnavailableException("new index: away");
            });
    // when, then
    assertThatThrownBy(() -> directory.renew(next).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("new index: away");
    assertThat(generations()).containsExactly(3, 3);
    directory.vocabularyChanged("default", vocabulary("default", 2, "sky"));
    directory.awaitReady();
    assertThat(generations()).containsExactly(3, 3);
  }

  @Test
  void shouldResolveLaterVersionsWithTheNewGeneration() throws Exception {
    // given
    index.givenTwoVocabularies();
    directory.renew(generation(4, index::resolve)).get();
    // when
    directory.vocabularyChanged("default", vocabulary("default", 2, "sky"));
    directory.awaitReady();
    // then
    assertThat(served(directory, "camera-1", NOW).vocabulary().legend()).containsExactly("sky");
    assertThat(generations()).containsExactly(4, 4);
  }

  @Test
  void shouldResolveWithTheNewGenerationWhatTheOldOneCouldNot() throws Exception {
    // given
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 1, "zamboni"));
    Awaitility.await().until(() -> reports.size() == 1);
    // when
    directory.renew(generation(4, TestModels.resolver())).get();
    directory.hurry();
    directory.awaitReady();
    // then
    assertThat(served(directory, "camera-1", NOW).vocabulary().origin().indexGeneration())
        .isEqualTo(4);
  }

  private List<Integer> generations() {
    return List.of("default", "own").stream().map(this::generation).toList();
  }

  private int generation(String vocabularyId) {
    return generation(vocabularyId, NOW);
  }

  private int generation(String vocabularyId, Instant capturedAt) {
    ResolvedVocabulary active = served(directory, "camera-1", NOW).vocabulary();
    return directory
        .newest(
            new ResolvedVocabulary(
                vocabularyId,
                1,
                active.profile(),
                new Origin("", "", 0),
                active.settings(),
                active.categories()),
            capturedAt)
        .origin()
        .indexGeneration();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
