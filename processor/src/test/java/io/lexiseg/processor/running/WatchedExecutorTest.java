package io.lexiseg.processor.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedExecutorTest {
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final WatchedExecutor executor = new WatchedExecutor(Thread::new, failures::add);

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void shouldTellOfErrorsAndGoOn() throws InterruptedException {
    // given
    Error error = new OutOfMemoryError("on purpose");
    RuntimeException fault = new IllegalStateException("on purpose");
    // when
    executor.execute(
        () -> {
          throw error;
        });
    executor.execute(() -> {});
    var unused =
        executor.schedule(
            () -> {
              throw fault;
            },
            1,
            TimeUnit.MILLISECONDS);
    // then
    assertThat(List.of(failures.take(), failures.take())).containsExactly(error, fault);
  }
}
