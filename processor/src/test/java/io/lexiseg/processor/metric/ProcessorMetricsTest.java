package io.lexiseg.processor.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.ResolutionTimings;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.encoder.batch.BatchListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorMetricsTest {
  private final ProcessorMetrics metrics = new ProcessorMetrics();

  @Test
  void shouldNameARealCameraWhateverStrangersSend() {
    // given
    for (int i = 0; i < 30_000; i++) {
      metrics.deadFrame(Optional.of("stranger-" + i), "undecodable-record");
    }

    // when
    metrics.masked("gate", Duration.ofMillis(3));
    metrics.deadFrame(Optional.of("gate"), "undecodable-image");

    // then
    assertThat(frames())
        .containsExactlyInAnyOrder(
            "lexiseg_frames_total{camera=\"(unknown)\",outcome=\"dead-letter\",reason=\"undecodable-record\"} 30000.0",
            "lexiseg_frames_total{camera=\"gate\",outcome=\"dead-letter\",reason=\"undecodable-image\"} 1.0",
            "lexiseg_frames_total{camera=\"gate\",outcome=\"mask\",reason=\"none\"} 1.0");
  }

  @Test
  void shouldForgetTheCamerasThatWereUsedLongestAgo() {
    // when
    metrics.masked("old", Duration.ZERO);
    for (int i = 0; i < 30_000; i++) {
      metrics.dropped("stranger-" + i, "superseded");
      if (i % 500 == 0) {
        metrics.masked("gate", Duration.ZERO);
      }
    }

    // then
    assertThat(frames()).hasSize(1000);
    assertThat(frames())
        .contains("lexiseg_frames_total{camera=\"gate\",outcome=\"mask\",reason=\"none\"} 60.0")
        .noneMatch(line -> line.contains("\"old\"") || line.contains("(other)"));
  }

  @Test
  void shouldForgetVocabulariesThatAreGone() {
    // when
    for (int i = 0; i < 3000; i++) {
      metrics.resolution(ready("vocabulary-" + i, 1));
    }
    metrics.resolution(ready("street", 1));
    metrics.resolution(ready("street", 2));
    metrics.vocabularyGone("vocabulary-2999");

    // then
    List<String> versions = lines("lexiseg_vocabulary_version{");
    assertThat(versions)
        .hasSize(999)
        .contains("lexiseg_vocabulary_version{vocabulary=\"street\"} 2.0")
        .noneMatch(line -> line.contains("vocabulary-2999"));
  }

  private static VocabularyStatus ready(String vocabularyId, int version) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId(vocabularyId)
        .setVersion(version)
        .setInstanceId("i")
        .setState(VocabularyState.READY)
        .setReportedAt(Instant.EPOCH)
        .setTimings(ResolutionTimings.newBuilder().setTotalMicros(5).build())
        .build();
  }

  private List<String> frames() {
    return lines("lexiseg_frames_total{");
  }

  private List<String> lines(String beginning) {
    return metrics.scrape().lines().filter(line -> line.startsWith(beginning)).toList();
  }

  @Test
  void shouldCountBatchesByNetwork() {
    // given
    BatchListener batches = metrics.batches();

    // when
    batches.completed("dense", 3, Duration.ofMillis(250), Duration.ofSeconds(2));
    batches.completed("dense", 5, Duration.ofMillis(250), Duration.ofSeconds(1));
    batches.completed("text", 1, Duration.ZERO, Duration.ofSeconds(1));

    // then
    assertThat(metrics.scrape())
        .contains(
            "lexiseg_batch_size_count{network=\"dense\"} 2",
            "lexiseg_batch_size_sum{network=\"dense\"} 8.0",
            "lexiseg_batch_size_max{network=\"dense\"} 5.0",
            "lexiseg_batch_wait_seconds_sum{network=\"dense\"} 0.5",
            "lexiseg_batch_run_seconds_sum{network=\"dense\"} 3.0",
            "lexiseg_batch_size_count{network=\"text\"} 1");
  }
}
