package io.lexiseg.processor.serving.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import io.lexiseg.schemas.ResolutionTimings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResolutionClockTest {
  private final List<String> told = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(-7_000_000);
  private final ResolutionClock clock = new ResolutionClock(nanos::get, told::add);

  @Test
  void shouldSayWhereTheTimeWent() {
    // when
    pass(Stage.TEXT, 40);
    pass(Stage.RETRIEVAL, 5);
    pass(Stage.MEAN, 1);
    pass(Stage.RETRIEVAL, 6);
    pass(Stage.MEAN, 2);
    pass(10);
    clock.resolved();
    pass(3);
    clock.switched();

    // then
    assertThat(clock.timings()).isEqualTo(new ResolutionTimings(40L, 14L, 3L, 3L, 67L));
  }

  @Test
  void shouldCountNothingForWhatWasNotDone() {
    // when
    pass(10);
    clock.resolved();
    clock.switched();

    // then
    assertThat(clock.timings()).isEqualTo(new ResolutionTimings(0L, 0L, 0L, 0L, 10L));
  }

  @Test
  void shouldTellEveryTwoSecondsHowFarItIs() {
    // given
    clock.trace().wanted(100);

    // when
    for (int second = 1; second <= 5; second++) {
      pass(1_000_000);
      clock.trace().resolved(20);
    }

    // then
    assertThat(told)
        .containsExactly("40 of 100 categories resolved", "80 of 100 categories resolved");
  }

  private void pass(Stage stage, long micros) {
    clock.trace().time(stage, () -> nanos.addAndGet(1000 * micros));
  }

  private void pass(long micros) {
    nanos.addAndGet(1000 * micros);
  }
}
