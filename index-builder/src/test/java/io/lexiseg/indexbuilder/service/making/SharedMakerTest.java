package io.lexiseg.indexbuilder.service.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.service.FakeMaker;
import io.lexiseg.prototypes.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedMakerTest {
  private final List<Integer> batches = new CopyOnWriteArrayList<>();

  @Test
  void shouldGiveEachThreadItsOwnOutcomeWhateverRunsTogether() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (SharedMaker maker = new SharedMaker(counted(), ran -> {})) {
      // when
      List<Future<CaptionOutcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        CaptionTask task = task("c-" + i);
        outcomes.add(threads.submit(() -> maker.make(task)));
      }
      // then
      for (int i = 0; i < 60; i++) {
        assertThat(outcomes.get(i).get().task().id()).isEqualTo("c-" + i);
      }
      assertThat(batches).allMatch(size -> size >= 1 && size <= 3);
      assertThat(batches.stream().mapToInt(size -> size).sum()).isEqualTo(60);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldRefuseWhatComesAfterItIsClosed() {
    // given
    SharedMaker maker = new SharedMaker(FakeMaker.instant(), ran -> {});
    maker.close();
    // when, then
    assertThatThrownBy(() -> maker.make(task("c"))).isInstanceOf(UnavailableException.class);
  }

  private static CaptionTask task(String id) {
    return new CaptionTask(id, "road", Optional.empty(), 1);
  }

  private PrototypeMaker counted() {
    PrototypeMaker maker = FakeMaker.taking(Duration.ofMillis(1));
    return new PrototypeMaker() {
      @Override
      public int batchSize() {
        return 3;
      }

      @Override
      public List<CaptionOutcome> make(List<CaptionTask> tasks) {
        batches.add(tasks.size());
        return maker.make(tasks);
      }

      @Override
      public void close() {
        maker.close();
      }
    };
  }
}
