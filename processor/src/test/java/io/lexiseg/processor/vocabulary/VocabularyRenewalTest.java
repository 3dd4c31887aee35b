package io.lexiseg.processor.vocabulary;

import static io.lexiseg.processor.TestRecords.NOW;
import static io.lexiseg.processor.TestRecords.holdingFrom;
import static io.lexiseg.processor.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.processor.TestModels;
import io.lexiseg.processor.prototype.ResolutionTrace;
import io.lexiseg.processor.vocabulary.ResolvedVocabulary.Origin;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another index generation, and an index that is away, while vocabularies serve. */
class VocabularyRenewalTest {
  private static final BackOff NEVER =
      new BackOff(Duration.ofHours(1), Duration.ofHours(1), new Random(1));

  private final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> missing = ConcurrentHashMap.newKeySet();
  private final VocabularyDirectory directory = directory(NEVER);

  private VocabularyDirectory directory(BackOff backOff) {
    return new VocabularyDirectory(
        TestModels.profiles(this::resolve),
        "default",
        new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
        ResolutionLanes.single(resolving),
        backOff);
  }

  /** Does not answer for words that are missing. */
  private CategoryResolver.Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
    List<Category> categories = content.categories();
    for (Category category : categories) {
      if (missing.contains(category.getName())) {
        throw new UnavailableException("index: away");
      }
    }
    List<CategorySupport> support =
        categories.stream()
            .map(
                category ->
                    new CategorySupport(
                        category.getName(),
                        SupportLevel.STRONG,
                        List.of(new NearestKey("noun", 0.9f)),
                        0))
            .toList();
    return new CategoryResolver.Resolution(
        TestModels.resolver().resolve(content, trace).bank(), support);
  }

  private static Profiles generation(int number, CategoryResolver resolver) {
    Profiles profiles = TestModels.profiles(resolver);
    return new Profiles(
        profiles.byName(), profiles.defaultName(), new Origin("tiny", "test-index", number));
  }

  @AfterEach
  void close() {
    resolving.shutdownNow();
  }

  @Test
  void shouldSwitchEverythingAtOnce() throws Exception {
    // given
    givenTwoVocabularies();
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
              return resolve(content, trace);
            });
    // when
    CompletableFuture<Void> switched = directory.renew(next);
    asked.await();
    ResolvedVocabulary taken = directory.active("camera-1", NOW).vocabulary();
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
    directory.renew(generation(4, this::resolve)).get();
    // then
    ResolvedVocabulary now = directory.active("camera-1", NOW).vocabulary();
    ResolvedVocabulary later = directory.active("camera-1", NOW.plusSeconds(1)).vocabulary();
    assertThat(List.of(now, later))
        .extracting(ResolvedVocabulary::version, one -> one.origin().indexGeneration())
        .containsExactly(tuple(1, 4), tuple(2, 4));
    assertThat(reports)
        .filteredOn(report -> report.getIndexGeneration().equals(Optional.of(4)))
        .extracting(VocabularyStatus::getVersion)
        .containsExactly(2);
  }

  @Test
  void shouldKeepTheOldGenerationWhereOneVocabularyCannotBeResolved() throws Exception {
    // given
    givenTwoVocabularies();
    Profiles next =
        generation(
            4,
            (content, trace) -> {
              if (content.categories().get(0).getName().equals("tree")) {
                throw new UnavailableException("new index: away");
              }
              return resolve(content, trace);
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
    givenTwoVocabularies();
    directory.renew(generation(4, this::resolve)).get();
    // when
    directory.vocabularyChanged("default", vocabulary("default", 2, "sky"));
    directory.awaitReady();
    // then
    assertThat(directory.active("camera-1", NOW).vocabulary().legend()).containsExactly("sky");
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
    assertThat(directory.active("camera-1", NOW).vocabulary().origin().indexGeneration())
        .isEqualTo(4);
  }

  @Test
  void shouldServeKnownWordsWhileOthersWait() throws Exception {
    // given
    givenTwoVocabularies();
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 2, "road", "zamboni"));
    Awaitility.await().until(() -> last().getState() == VocabularyState.PENDING);
    assertThat(last().getError().orElseThrow())
        .contains("index: away", "the version before serves", "next attempt in");
    assertThat(directory.ready()).isFalse();
    // when
    directory.vocabularyChanged("default", vocabulary("default", 3, "road", "car"));
    directory.awaitReady();
    // then
    assertThat(directory.active("camera-1", NOW).vocabulary().version()).isEqualTo(3);
  }

  @Test
  void shouldTryAtOnceWhenTheIndexIsBack() throws Exception {
    // given
    givenTwoVocabularies();
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 2, "zamboni"));
    Awaitility.await().until(() -> last().getState() == VocabularyState.PENDING);
    missing.clear();
    // when
    directory.hurry();
    directory.awaitReady();
    // then
    assertThat(directory.active("camera-1", NOW).vocabulary().version()).isEqualTo(2);
  }

  @Test
  void shouldTryAgainByItself() throws Exception {
    // given
    VocabularyDirectory patient =
        directory(new BackOff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)));
    missing.add("zamboni");
    patient.vocabularyChanged("default", vocabulary("default", 1, "zamboni"));
    Awaitility.await().until(() -> reports.size() > 5);
    // when
    missing.clear();
    patient.awaitReady();
    // then
    assertThat(patient.active("camera-1", NOW).vocabulary().legend()).containsExactly("zamboni");
  }

  @Test
  void shouldTellTroubleWithoutForgettingTheSupport() throws Exception {
    // given
    givenTwoVocabularies();
    reports.clear();
    // when
    directory.tell(Optional.of("generation 4 does not fit"));
    directory.tell(Optional.empty());
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports).hasSize(4);
    assertThat(reports)
        .extracting(VocabularyStatus::getState, report -> report.getSupport().size())
        .containsOnly(tuple(VocabularyState.READY, 1));
    assertThat(reports)
        .extracting(report -> report.getError().orElse("none"))
        .containsExactly("generation 4 does not fit", "generation 4 does not fit", "none", "none");
  }

  @Test
  void shouldNotTellTroubleOverTheReportOfAVersionThatWaits() throws Exception {
    // given
    givenTwoVocabularies();
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 2, "zamboni"));
    Awaitility.await().until(() -> last().getState() == VocabularyState.PENDING);
    reports.clear();
    // when
    directory.tell(Optional.of("index does not answer"));
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports).extracting(VocabularyStatus::getVocabularyId).containsExactly("own");
  }

  private void givenTwoVocabularies() throws Exception {
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("own", vocabulary("own", 1, "tree"));
    directory.awaitReady();
    resolving.submit(() -> {}).get(); // reports come after the switch
  }

  private List<Integer> generations() {
    return List.of("default", "own").stream().map(this::generation).toList();
  }

  private int generation(String vocabularyId) {
    ResolvedVocabulary active = directory.active("camera-1", NOW).vocabulary();
    return directory
        .newest(
            new ResolvedVocabulary(
                vocabularyId,
                1,
                active.profile(),
                new Origin("", "", 0),
                active.settings(),
                active.categories()),
            NOW)
        .origin()
        .indexGeneration();
  }

  private VocabularyStatus last() {
    return reports.get(reports.size() - 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
