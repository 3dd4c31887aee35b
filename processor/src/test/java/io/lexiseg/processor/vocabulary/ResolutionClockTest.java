package io.lexiseg.processor.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.prototype.ResolutionTrace.Stage;
import io.lexiseg.schemas.ResolutionTimings;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResolutionClockTest {
  private final AtomicLong nanos = new AtomicLong(-7_000_000);
  private final ResolutionClock clock = new ResolutionClock(nanos::get);

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

  private void pass(Stage stage, long micros) {
    clock.trace().time(stage, () -> nanos.addAndGet(1000 * micros));
  }

  private void pass(long micros) {
    nanos.addAndGet(1000 * micros);
  }
}
