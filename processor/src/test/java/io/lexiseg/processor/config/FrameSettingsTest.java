package io.lexiseg.processor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FrameSettingsTest {
  private static final FrameSettings FOUR_THREADS =
      new FrameSettings(4, 1, 1, 64_000_000, List.of(), Duration.ZERO, 1, OptionalDouble.empty());

  @Test
  void shouldLowerTheLimitToWhatTheHeapHolds() {
    // when, then
    assertThat(FOUR_THREADS.decodeLimits(1L << 30).maxPixels()).isEqualTo(12_582_912);
    assertThat(FOUR_THREADS.decodeLimits(64L << 30).maxPixels()).isEqualTo(64_000_000);
    assertThat(FOUR_THREADS.decodeLimits(1).maxPixels()).isEqualTo(1);
  }
}
