package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.model.FakePlace;
import io.lexiseg.recognition.model.Generations;
import io.lexiseg.recognition.model.PublishedGenerationsTest;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexWatchTest {
  private final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  private final FakePlace place = new FakePlace();
  private final Generations generations = PublishedGenerationsTest.generations(place);
  private final ProcessorMetrics metrics = new ProcessorMetrics();
  private final VocabularyDirectory directory =
      new VocabularyDirectory(
          generations.profiles(),
          "default",
          new VocabularyReports("test", Clock.fixed(NOW, ZoneOffset.UTC), reports::add),
          resolving);
  private final IndexWatch watch =
      new IndexWatch(generations, directory, metrics, Duration.ofMillis(1));

  @BeforeEach
  void serve() throws Exception {
    directory.vocabularyChanged("default", vocabulary("default", 1, "road"));
    directory.awaitReady();
    reported();
    reports.clear();
  }

  @AfterEach
  void close() {
    resolving.shutdownNow();
  }

  @Test
  void shouldFollowWhatIsPublished() throws Exception {
    // given
    place.publish(2);
    // when
    watch.look();
    reported();
    // then
    assertThat(generation()).isEqualTo(2);
    assertThat(place.generationsOpen()).containsExactly(2);
    assertThat(reports)
        .singleElement()
        .returns(VocabularyState.READY, VocabularyStatus::getState)
        .returns(2, report -> report.getIndexGeneration().orElseThrow());
    assertThat(metrics.scrape())
        .contains("lexiseg_index_generation{index=\"fake\"} 2.0")
        .contains("lexiseg_index_looks_total{outcome=\"switched\"} 1.0");
  }

  @Test
  void shouldServeOnAndSayWhyWhereTheNewOneDoesNotFit() throws Exception {
    // given
    place.publish(2, "other");
    // when
    watch.look();
    watch.look();
    reported();
    // then
    assertThat(generation()).isEqualTo(1);
    assertThat(watch.trouble().orElseThrow())
        .isEqualTo("index generation 1 serves on: expected backbone net, found other");
    assertThat(reports)
        .singleElement()
        .returns(VocabularyState.READY, VocabularyStatus::getState)
        .returns(watch.trouble(), VocabularyStatus::getError);
    assertThat(metrics.scrape())
        .contains("lexiseg_index_generation{index=\"fake\"} 1.0")
        .contains("lexiseg_index_looks_total{outcome=\"refused\"} 2.0");
  }

  @Test
  void shouldTellOnceThatTheIndexIsAwayAndOnceThatItIsBack() throws Exception {
    // given
    place.goAway(true);
    // when
    watch.look();
    watch.look();
    String during = watch.trouble().orElseThrow();
    place.goAway(false);
    watch.look();
    watch.look();
    reported();
    // then
    assertThat(during).contains("does not answer", "known categories are served", "away");
    assertThat(watch.trouble()).isEmpty();
    assertThat(reports)
        .extracting(report -> report.getError().isPresent())
        .containsExactly(true, false);
    assertThat(generation()).isEqualTo(1);
  }

  @Test
  void shouldLookAgainAndAgain() {
    // given
    ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    try {
      watch.start(looking);
      // when
      place.publish(5);
      // then
      Awaitility.await().until(() -> generation() == 5);
    } finally {
      looking.shutdownNow();
    }
  }

  private int generation() {
    return served(directory, "camera-1", NOW).vocabulary().origin().indexGeneration();
  }

  /** Reports come after the switch. */
  private void reported() throws Exception {
    resolving.submit(() -> {}).get();
  }
}
