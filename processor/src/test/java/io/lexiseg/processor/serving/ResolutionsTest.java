package io.lexiseg.processor.serving;

import static io.lexiseg.processor.serving.Served.served;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.holdingFrom;
import static io.lexiseg.recognition.category.TestRecords.past;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.schemas.connection.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An index that is away while vocabularies are resolved or serve. */
@Timeout(60)
class ResolutionsTest {
  private final AwayIndex index = new AwayIndex();
  private final List<VocabularyStatus> reports = index.reports;
  private final ScheduledExecutorService resolving = index.resolving;
  private final Set<String> missing = index.missing;
  private final VocabularyDirectory directory = index.directory;

  @AfterEach
  void close() {
    index.close();
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
  void shouldServeKnownWordsWhileOthersWait() throws Exception {
    // given
    index.givenTwoVocabularies();
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 2, "road", "zamboni"));
    Awaitility.await().until(() -> index.last().getState() == VocabularyState.PENDING);
    assertThat(index.last().getError().orElseThrow())
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
    index.givenTwoVocabularies();
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 2, "zamboni"));
    Awaitility.await().until(() -> index.last().getState() == VocabularyState.PENDING);
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
        index.directory(
            new BackOff(Duration.ofMillis(1), Duration.ofMillis(2), 0.25, new Random(1)));
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
    index.givenTwoVocabularies();
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
    index.givenTwoVocabularies();
    missing.add("zamboni");
    directory.vocabularyChanged("default", vocabulary("default", 2, "zamboni"));
    Awaitility.await().until(() -> index.last().getState() == VocabularyState.PENDING);
    reports.clear();
    // when
    directory.tell(Optional.of("index does not answer"));
    resolving.submit(() -> {}).get();
    // then
    assertThat(reports).extracting(VocabularyStatus::getVocabularyId).containsExactly("own");
  }
}
