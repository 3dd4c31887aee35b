package io.lexiseg.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.encoder.batch.BatchListener;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorMetricsTest {
  private final ProcessorMetrics metrics = new ProcessorMetrics();

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
