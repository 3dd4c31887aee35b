package io.lexiseg.processor.serving.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.ResolutionTrace.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResolutionWatchTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> told = new ArrayList<>();
  private final ResolutionTrace trace = new ResolutionTrace(nanos::get);
  private final ResolutionWatch watch = new ResolutionWatch(trace, told::add);

  @Test
  void shouldTellOnceThatTheIndexIsSilent() {
    // when
    trace.time(Stage.RETRIEVAL, () -> lookForSeconds(5));
    // then
    assertThat(told).containsExactly("prototype index: no answer for 3 s, still waiting");
  }

  @Test
  void shouldTellAgainWhenItFallsSilentAgain() {
    // when
    trace.time(Stage.RETRIEVAL, () -> lookForSeconds(4));
    lookForSeconds(1);
    trace.time(Stage.RETRIEVAL, () -> lookForSeconds(4));
    // then
    assertThat(told).hasSize(2);
  }

  @Test
  void shouldNotBlameTheIndexForOthers() {
    // when
    trace.time(Stage.TEXT, () -> lookForSeconds(60));
    for (int i = 0; i < 20; i++) {
      trace.time(Stage.RETRIEVAL, () -> lookForSeconds(2));
    }
    // then
    assertThat(told).isEmpty();
  }

  private boolean lookForSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      watch.look();
    }
    return true;
  }
}
