package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.holdingFrom;
import static io.lexiseg.recognition.category.TestRecords.past;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.processor.serving.resolution.BackOff;
import io.lexiseg.processor.serving.resolution.ResolutionLanes;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another index generation, and an index that is away, while vocabularies serve. */
@Timeout(60)
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
    directory.renew(generation(4, this::resolve)).get();
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
    givenTwoVocabularies();
    AtomicBoolean away = new AtomicBoolean(true);
    Profiles next =
        generation(
            4,
            (content, trace) -> {
              if (away.get() && content.categories().get(0).getName().equals("tree")) {
                throw new UnavailableException("new index: away");
              }
              return resolve(content, trace);
            });
    // when
    directory.renew(next).get();
    resolving.submit(() -> {}).get();
    List<Integer> first = generations();
    String waits = directory.waiting().orElseThrow();
    VocabularyStatus told = last();
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
    assertThat(last().getIndexGeneration()).contains(4);
    assertThat(last().getCommandId()).as("the command was answered already").isEmpty();
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
                  return resolve(content, trace);
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
    givenTwoVocabularies();
    // when
    directory
        .renew(
            generation(
                4,
                (content, trace) -> {
                  if (content.categories().get(0).getName().equals("tree")) {
                    throw new IllegalStateException("no such dimension");
                  }
                  return resolve(content, trace);
                }))
        .get();
    directory.awaitReady();
    resolving.submit(() -> {}).get();
    // then
    assertThat(generations()).containsExactly(4, 3);
    assertThat(last().getState()).isEqualTo(VocabularyState.FAILED);
    assertThat(last().getError().orElseThrow()).contains("no such dimension");
  }

  @Test
  void shouldKeepTheOldGenerationWhereNothingCanBeResolved() throws Exception {
    // given
    givenTwoVocabularies();
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
  void shouldServeTheLastEarlierVersionThatIsKnownAfterARestart() throws Exception {
    // given
    missing.addAll(List.of("zamboni", "gully"));
    Vocabulary newest =
        Vocabulary.newBuilder(vocabulary("default", 4, "zamboni"))
            .setHistory(
                List.of(
                    past(vocabulary("default", 1, "road")),
                    past(vocabulary("default", 2, "tree")),
                    past(vocabulary("default", 3, "gully"))))
            .build();
    // when
    directory.vocabularyChanged("default", newest);
    directory.awaitTried(Duration.ofMinutes(1));
    resolving.submit(() -> {}).get();
    int meanwhile = served(directory, "camera-1", NOW).vocabulary().version();
    String waits = directory.waiting().orElseThrow();
    missing.clear();
    directory.hurry();
    directory.awaitReady();
    // then
    assertThat(meanwhile).isEqualTo(2);
    assertThat(waits).contains("vocabulary default version 4 waits: index: away, version 2");
    assertThat(served(directory, "camera-1", NOW).vocabulary().version()).isEqualTo(4);
  }

  @Test
  void shouldNotServeALaterVersionToEarlierFramesWhileOthersAreResolved() throws Exception {
    // given
    missing.add("road");
    Vocabulary first = vocabulary("default", 1, "road");
    Vocabulary second = holdingFrom(NOW.plusSeconds(1), vocabulary("default", 2, "sky"));
    // when
    directory.vocabularyChanged(
        "default",
        holdingFrom(NOW.plusSeconds(2), vocabulary("default", 3, "tree"), first, second));
    directory.awaitTried(Duration.ofMinutes(1));
    CameraVocabulary before = directory.active("camera-1", NOW);
    int later = served(directory, "camera-1", NOW.plusSeconds(1)).vocabulary().version();
    missing.clear();
    directory.hurry();
    directory.awaitReady();
    // then
    assertThat(served(directory, "camera-1", NOW).vocabulary().version()).isEqualTo(1);
    assertThat(before).isInstanceOf(CameraVocabulary.Pending.class);
    assertThat(later).isEqualTo(2);
  }

  @Test
  void shouldSayWhichVocabularyWaitsAndLetOthersServe() throws Exception {
    // given
    missing.add("zamboni");
    directory.tablesLoading();
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.vocabularyChanged("street", vocabulary("street", 3, "zamboni"));
    directory.bindingChanged("camera-1", binding("camera-1", "street", DropRule.EVERY));
    directory.tablesLoaded();
    // when
    directory.awaitTried(Duration.ofMinutes(1));
    // then
    assertThat(directory.waiting()).contains("vocabulary street version 3 waits: index: away");
    assertThat(directory.servesNothing()).isEmpty();
    assertThat(directory.active("camera-1", NOW)).isInstanceOf(CameraVocabulary.Pending.class);
    assertThat(served(directory, "camera-2", NOW).vocabulary().vocabularyId()).isEqualTo("default");
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
    assertThat(served(directory, "camera-1", NOW).vocabulary().version()).isEqualTo(3);
  }

  @Test
  void shouldTryAtOnceWhenTheIndexIsBack() throws Exception {
    // given
    givenTwoVocabularies();
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 2, "zamboni"));
    Awaitility.await().until(() -> last().getState() == VocabularyState.PENDING);
    resolving.submit(() -> {}).get(); // it waits to be tried again after the report
    missing.clear();
    // when
    directory.hurry();
    directory.awaitReady();
    // then
    assertThat(served(directory, "camera-1", NOW).vocabulary().version()).isEqualTo(2);
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
    assertThat(served(patient, "camera-1", NOW).vocabulary().legend()).containsExactly("zamboni");
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
