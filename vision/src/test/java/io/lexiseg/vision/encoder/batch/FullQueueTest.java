package io.lexiseg.vision.encoder.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lexiseg.vision.encoder.EncoderException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of callers when more comes than the queue holds. */
@Timeout(30)
class FullQueueTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final CountDownLatch open = new CountDownLatch(1);
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore queued = new Semaphore(0);
  private final Semaphore crowded = new Semaphore(0);
  private final ConcurrentLinkedQueue<Integer> ran = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stopCallers() {
    open.countDown();
    callers.shutdownNow();
  }

  @Test
  void shouldHoldCallersBackWhenTheQueueIsFull() {
    try (DynamicBatcher<Integer, Integer> batcher =
        batcher(new BatchOptions(1, Duration.ZERO, 2))) {
      // given
      CompletableFuture<Integer> running = submit(batcher, 1);
      arrived.acquireUninterruptibly();
      CompletableFuture<List<Integer>> waiting = submitAll(batcher, 2, 3);
      queued.acquireUninterruptibly(2);

      // when: a list that needs all of the queue, then smaller ones
      CompletableFuture<List<Integer>> large = submitAll(batcher, 4, 5);
      crowded.acquireUninterruptibly();
      CompletableFuture<Integer> small = submit(batcher, 6);
      crowded.acquireUninterruptibly();
      open.countDown();

      // then
      assertThat(running.join()).isEqualTo(1);
      assertThat(waiting.join()).containsExactly(4, 9);
      assertThat(large.join()).containsExactly(16, 25);
      assertThat(small.join()).isEqualTo(36);
      assertThat(ran).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void shouldAnswerManyMoreThanTheQueueHolds() {
    try (DynamicBatcher<Integer, Integer> batcher =
        batcher(new BatchOptions(2, Duration.ZERO, 4))) {
      // given
      open.countDown();

      // when
      List<CompletableFuture<List<Integer>>> answers =
          IntStream.range(0, 200).mapToObj(i -> submitAll(batcher, i, i + 1, i + 2)).toList();

      // then
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).join())
            .containsExactly(i * i, (i + 1) * (i + 1), (i + 2) * (i + 2));
      }
    }
  }

  @Test
  void shouldLetGoOfHeldCallersWhenInterruptedOrClosed() throws InterruptedException {
    // given
    DynamicBatcher<Integer, Integer> batcher = batcher(new BatchOptions(1, Duration.ZERO, 1));
    CompletableFuture<Integer> running = submit(batcher, 1);
    arrived.acquireUninterruptibly();
    CompletableFuture<Integer> waiting = submit(batcher, 2);
    queued.acquireUninterruptibly(2);
    CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
    Thread impatient =
        new Thread(() -> interrupted.complete(catchThrowable(() -> batcher.submit(3))));
    impatient.start();
    crowded.acquireUninterruptibly();
    CompletableFuture<Integer> held = submit(batcher, 4);
    crowded.acquireUninterruptibly();

    // when
    impatient.interrupt();
    Throwable whenInterrupted = interrupted.join();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(batcher::close, callers);

    // then
    assertThat(whenInterrupted)
        .isInstanceOf(EncoderException.class)
        .hasMessage("sample: interrupted while waiting for room");
    assertThatThrownBy(held::join).hasRootCauseMessage("closed");
    assertThatThrownBy(waiting::join).hasRootCauseMessage("no result: closed");
    open.countDown();
    closing.join();
    assertThat(running.join()).isEqualTo(1);
  }

  private DynamicBatcher<Integer, Integer> batcher(BatchOptions options) {
    BatchListener listener =
        new BatchListener() {
          @Override
          public void queued(String batcher, int depth) {
            queued.release();
          }

          @Override
          public void crowded(String batcher) {
            crowded.release();
          }
        };
    DynamicBatcher.Worker<Integer, Integer> squares =
        batch -> {
          arrived.release();
          awaitOpen();
          ran.addAll(batch);
          return batch.stream().map(item -> item * item).toList();
        };
    return new DynamicBatcher<>("sample", options, item -> 0, List.of(squares), listener);
  }

  private void awaitOpen() {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Integer> submit(DynamicBatcher<Integer, Integer> batcher, int item) {
    return CompletableFuture.supplyAsync(() -> batcher.submit(item), callers);
  }

  private CompletableFuture<List<Integer>> submitAll(
      DynamicBatcher<Integer, Integer> batcher, Integer... items) {
    return CompletableFuture.supplyAsync(() -> batcher.submitAll(List.of(items)), callers);
  }
}
