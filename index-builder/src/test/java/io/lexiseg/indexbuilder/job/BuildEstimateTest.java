package io.lexiseg.indexbuilder.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.indexbuilder.prototype.PaintedPictures;
import io.lexiseg.prototypes.ComponentType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BuildEstimateTest {
  @Test
  void shouldMultiplyWhatTwoCaptionsTake() {
    // given: a clock that goes on by 3 s whenever it is looked at; the fake makes two at a time
    CaptionTasks captions = new CaptionTasks();
    for (int i = 0; i < 1000; i++) {
      captions.add("c%04d".formatted(i), i % 2 == 0 ? "sky grass" : "house");
    }
    AtomicLong clock = new AtomicLong();

    // when
    BuildEstimate estimate =
        BuildEstimate.of(
            FakeMaker.plan(captions, 8),
            captions.tasks(7),
            PaintedPictures::nouns,
            ComponentType.FLOAT16,
            listener -> new FakeMaker(),
            () -> clock.getAndAdd(Duration.ofSeconds(3).toNanos()));

    // then
    assertThat(estimate.captions()).isEqualTo(1000);
    assertThat(estimate.nouns()).isEqualTo(1500);
    assertThat(estimate.time()).isEqualTo(Duration.ofMinutes(25));
    assertThat(estimate.indexBytes()).isEqualTo(1500 * (3 * 4 + 5 * 2 + 4 + 200));
    assertThat(estimate.text(false, 1_000_000_000))
        .containsExactly(
            "1000 captions, about 1500 nouns",
            "time: about 25 min, 1.50 s a caption (2 drawn)",
            "disk: about 1.0 MB: 0.6 MB made, 0.3 MB index, 0.0 MB pictures if they are kept; 1.0"
                + " GB free",
            "the disk is large enough");
    assertThat(estimate.text(true, 10_000)).last().isEqualTo("the disk is too small");
  }
}
