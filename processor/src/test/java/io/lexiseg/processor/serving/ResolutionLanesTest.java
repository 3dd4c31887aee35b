package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.processor.serving.resolution.ResolutionLanes;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small versions are not held up by large ones, nor by an index that hangs. */
@Timeout(60)
class ResolutionLanesTest {
  private final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
  private final List<String> together = new CopyOnWriteArrayList<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService desk = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledExecutorService few = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledExecutorService many = Executors.newSingleThreadScheduledExecutor();
  private final VocabularyDirectory directory =
      new VocabularyDirectory(
          generation(3),
          "default",
          new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
          new ResolutionLanes(desk, few, many));

  @AfterEach
  void close() {
    List.of(desk, few, many).forEach(ScheduledExecutorService::shutdownNow);
  }

  @Test
  void shouldNotLetALargeVocabularyDelayASmallOne() {
    // given
    CountDownLatch gate = gate("thing 0");
    directory.vocabularyChanged("large", large("large", 1));
    awaitBegun("thing 0");
    // when
    directory.vocabularyChanged("street", vocabulary("street", 1, "road"));
    awaitReady("street", 1);
    // then
    assertThat(reports).extracting(VocabularyStatus::getVocabularyId).containsOnly("street");
    gate.countDown();
    awaitReady("large", 1);
  }

  @Test
  void shouldServeWhatIsKnownWhileTheIndexHangs() {
    // given
    CountDownLatch gate = gate("unknown");
    directory.vocabularyChanged("hanging", vocabulary("hanging", 1, "unknown"));
    awaitBegun("unknown");
    // when
    known.add("thing 0");
    directory.vocabularyChanged("large", large("large", 1));
    awaitReady("large", 1);
    // then
    assertThat(reports).extracting(VocabularyStatus::getVocabularyId).containsOnly("large");
    gate.countDown();
    awaitReady("hanging", 1);
  }

  @Test
  void shouldSayThatALargeVocabularyWaitsForAnother() {
    // given
    CountDownLatch gate = gate("thing 0");
    directory.vocabularyChanged("first", large("first", 1));
    awaitBegun("thing 0");
    // when
    directory.vocabularyChanged("second", large("second", 1));
    Awaitility.await().until(() -> !reports.isEmpty());
    // then
    assertThat(reports.get(0).getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(reports.get(0).getVocabularyId()).isEqualTo("second");
    assertThat(reports.get(0).getError().orElseThrow())
        .isEqualTo("waits until another large vocabulary is resolved");
    gate.countDown();
    awaitReady("second", 1);
  }

  @Test
  void shouldGiveUpALargeVersionThatIsOvertaken() {
    // given
    CountDownLatch gate = gate("thing 0");
    directory.vocabularyChanged("street", large("street", 1));
    awaitBegun("thing 0");
    // when
    directory.vocabularyChanged("street", vocabulary("street", 2, "road"));
    gate.countDown();
    awaitReady("street", 2);
    // then: the large one was given up at its first batch
    assertThat(reports)
        .extracting(VocabularyStatus::getVersion, VocabularyStatus::getState)
        .containsOnly(tuple(2, VocabularyState.READY));
    assertThat(begun).doesNotContain("thing 999");
  }

  @Test
  void shouldResolveAgainWhatAGenerationSwitchPassed() throws Exception {
    // given
    CountDownLatch gate = gate("road");
    directory.vocabularyChanged("street", vocabulary("street", 1, "road"));
    awaitBegun("road");
    // when
    directory.renew(generation(4)).get();
    gate.countDown();
    awaitReady("street", 1);
    // then
    assertThat(reports)
        .extracting(VocabularyStatus::getIndexGeneration)
        .containsExactly(Optional.of(4));
  }

  @Test
  void shouldSwitchWhatBecameReadyDuringAGenerationSwitch() throws Exception {
    // given
    directory.vocabularyChanged("street", vocabulary("street", 1, "road"));
    awaitReady("street", 1);
    CountDownLatch gate = gate("road");
    begun.clear();
    CompletableFuture<Void> switched = directory.renew(generation(4));
    awaitBegun("road");
    // when
    directory.vocabularyChanged("default", vocabulary("default", 1, "tree"));
    awaitReady("default", 1);
    gate.countDown();
    switched.get();
    // then
    ActiveVocabulary active = served(directory, "camera-1", NOW);
    assertThat(active.vocabulary().origin().indexGeneration()).isEqualTo(4);
  }

  @Test
  void shouldNeverResolveTwoVersionsOfOneVocabularyAtOnce() {
    // when
    for (int version = 1; version <= 60; version++) {
      for (String id : List.of("a", "b", "c")) {
        Vocabulary small = vocabulary(id, version, id, "word " + version);
        directory.vocabularyChanged(id, version % 3 == 0 ? large(id, version) : small);
      }
    }
    List.of("a", "b", "c").forEach(id -> awaitReady(id, 60));
    // then
    assertThat(together).isEmpty();
  }

  private CountDownLatch gate(String word) {
    CountDownLatch gate = new CountDownLatch(1);
    gates.put(word, gate);
    return gate;
  }

  private void awaitBegun(String word) {
    Awaitility.await().until(() -> begun.contains(word));
  }

  private void awaitReady(String id, int version) {
    Awaitility.await()
        .until(
            () ->
                reports.stream()
                    .anyMatch(
                        report ->
                            report.getVocabularyId().equals(id)
                                && report.getVersion() == version
                                && report.getState() == VocabularyState.READY));
  }

  private static Vocabulary large(String id, int version) {
    return vocabulary(
        id, version, IntStream.range(0, 1000).mapToObj(i -> "thing " + i).toArray(String[]::new));
  }

  private Profiles generation(int number) {
    Profiles profiles = TestModels.profiles(new Words());
    return new Profiles(
        profiles.byName(), profiles.defaultName(), new Origin("tiny", "test-index", number));
  }

  /** Resolves word by word; some wait for a gate. */
  private final class Words implements CategoryResolver {
    @Override
    public int missing(VocabularyContent content) {
      return known.contains(content.categories().get(0).getName())
          ? 0
          : content.categories().size();
    }

    @Override
    public Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
      String first = content.categories().get(0).getName();
      AtomicInteger number = running.computeIfAbsent(first, none -> new AtomicInteger());
      if (number.incrementAndGet() > 1) {
        together.add(first);
      }
      try {
        content
            .categories()
            .forEach(
                category -> {
                  begun.add(category.getName());
                  Optional.ofNullable(gates.get(category.getName())).ifPresent(Words::await);
                  trace.resolved(1);
                });
        return TestModels.resolver().resolve(content, trace);
      } finally {
        number.decrementAndGet();
      }
    }

    private static void await(CountDownLatch gate) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
