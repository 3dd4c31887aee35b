package io.lexiseg.vision.encoder.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.EncoderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DynamicBatcherTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Recorder recorder = new Recorder();
  private final Gate gate = new Gate();

  @AfterEach
  void stopCallers() {
    gate.open();
    callers.shutdownNow();
  }

  @Test
  void shouldAnswerOneRequest() {
    try (DynamicBatcher<Integer, Integer> batcher = batcher(options(4), this::squares)) {
      assertThat(batcher.submit(7)).isEqualTo(49);
      assertThat(recorder.batches).containsExactly(1);
    }
  }

  @Test
  void shouldRunTogetherWhatArrivedWhileTheWorkerWasBusy() {
    try (DynamicBatcher<Integer, Integer> batcher = batcher(options(4), gated(this::squares))) {
      // given
      CompletableFuture<Integer> first = submit(batcher, 1);
      gate.awaitArrival();
      List<CompletableFuture<Integer>> others =
          IntStream.rangeClosed(2, 7).mapToObj(i -> submit(batcher, i)).toList();
      recorder.awaitCalls(7);

      // when
      gate.open();

      // then
      assertThat(first.join()).isEqualTo(1);
      assertThat(others.stream().map(CompletableFuture::join))
          .containsExactlyInAnyOrder(4, 9, 16, 25, 36, 49);
      assertThat(recorder.batches).containsExactly(1, 4, 2);
    }
  }

  @Test
  void shouldNotMixShapes() {
    try (DynamicBatcher<Integer, Integer> batcher = batcher(options(8), gated(this::squares))) {
      // given: the shape is the number of hundreds
      CompletableFuture<Integer> first = submit(batcher, 0);
      gate.awaitArrival();
      CompletableFuture<List<Integer>> mixed =
          CompletableFuture.supplyAsync(
              () -> batcher.submitAll(List.of(1, 102, 101, 2, 202, 3)), callers);
      recorder.awaitCalls(2);

      // when
      gate.open();

      // then
      assertThat(first.join()).isZero();
      assertThat(mixed.join()).containsExactly(1, 102 * 102, 101 * 101, 4, 202 * 202, 9);
      assertThat(recorder.batches).containsExactly(1, 3, 2, 1);
    }
  }

  @Test
  void shouldWaitForCompanyUntilTheBatchIsFull() {
    BatchOptions patient = new BatchOptions(3, AN_HOUR, 16);
    try (DynamicBatcher<Integer, Integer> batcher = batcher(patient, this::squares)) {
      // when
      List<CompletableFuture<Integer>> results =
          List.of(submit(batcher, 1), submit(batcher, 2), submit(batcher, 3));

      // then
      assertThat(results.stream().map(CompletableFuture::join)).containsExactly(1, 4, 9);
      assertThat(recorder.batches).containsExactly(3);
    }
  }

  @Test
  void shouldStopWaitingForCompanyAfterTheLongestWait() {
    BatchOptions hasty = new BatchOptions(3, Duration.ofMillis(1), 16);
    try (DynamicBatcher<Integer, Integer> batcher = batcher(hasty, this::squares)) {
      assertThat(batcher.submit(5)).isEqualTo(25);
    }
  }

  @Test
  void shouldRetryTheItemsOfAFailedBatchOneByOne() {
    try (DynamicBatcher<Integer, Integer> batcher =
        batcher(options(4), gated(this::squaresWithoutThirteen))) {
      // given
      CompletableFuture<Integer> first = submit(batcher, 1);
      gate.awaitArrival();
      CompletableFuture<Integer> good = submit(batcher, 2);
      CompletableFuture<Integer> bad = submit(batcher, 13);
      recorder.awaitCalls(3);

      // when
      gate.open();

      // then
      assertThat(first.join()).isEqualTo(1);
      assertThat(good.join()).isEqualTo(4);
      assertThatThrownBy(bad::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(EncoderException.class)
          .hasMessage("sample: thirteen")
          .hasRootCauseInstanceOf(IllegalArgumentException.class);
      assertThat(recorder.retried).hasValue(1);
      assertThat(recorder.failed).hasValue(1);
      assertThat(batcher.submit(3)).isEqualTo(9);
    }
  }

  @Test
  void shouldReportWorkersThatLoseResults() {
    try (DynamicBatcher<Integer, Integer> batcher = batcher(options(4), batch -> List.of())) {
      assertThatThrownBy(() -> batcher.submit(1)).hasMessage("sample: expected 1 results, got 0");
    }
  }

  @Test
  void shouldFinishWhatRunsAndRefuseWhatWaitsWhenClosed() {
    // given
    DynamicBatcher<Integer, Integer> batcher = batcher(options(1), gated(this::squares));
    CompletableFuture<Integer> running = submit(batcher, 1);
    gate.awaitArrival();
    CompletableFuture<Integer> waiting = submit(batcher, 2);
    recorder.awaitCalls(2);

    // when
    CompletableFuture<Void> closing = CompletableFuture.runAsync(batcher::close, callers);

    // then
    assertThatThrownBy(waiting::join).hasRootCauseMessage("no result: closed");
    gate.open();
    closing.join();
    assertThat(running.join()).isEqualTo(1);
    assertThatThrownBy(() -> batcher.submit(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("sample: the batcher is closed");
    batcher.close();
  }

  @Test
  void shouldNotLeaveCallersWaitingWhenAWorkerDies() {
    // given
    DynamicBatcher<Integer, Integer> batcher =
        batcher(
            options(4),
            batch -> {
              Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
              throw new StackOverflowError("of a native library");
            });

    // when, then
    assertThatThrownBy(() -> batcher.submit(1))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("its worker died");
    batcher.close();
    assertThatThrownBy(() -> batcher.submit(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldSkipRequestsWhoseCallerWasInterrupted() throws InterruptedException {
    try (DynamicBatcher<Integer, Integer> batcher = batcher(options(1), gated(this::squares))) {
      // given
      CompletableFuture<Integer> running = submit(batcher, 1);
      gate.awaitArrival();
      AtomicInteger interrupted = new AtomicInteger();
      Thread caller =
          new Thread(
              () -> {
                try {
                  batcher.submit(2);
                } catch (EncoderException e) {
                  interrupted.set(Thread.currentThread().isInterrupted() ? 1 : -1);
                }
              });
      caller.start();
      recorder.awaitCalls(2);

      // when
      caller.interrupt();
      caller.join();
      gate.open();

      // then
      assertThat(interrupted).hasValue(1);
      assertThat(running.join()).isEqualTo(1);
      assertThat(batcher.submit(3)).isEqualTo(9);
      assertThat(recorder.batches).containsExactly(1, 1);
    }
  }

  @Test
  void shouldGiveEveryCallerItsOwnAnswerUnderFaults() {
    BatchOptions options = new BatchOptions(8, Duration.ofNanos(50_000), 1024);
    AtomicInteger batches = new AtomicInteger();
    DynamicBatcher.Worker<Integer, Integer> moody =
        batch -> {
          if (batch.size() > 1 && batches.incrementAndGet() % 3 == 0) {
            throw new IllegalStateException("moody");
          }
          return squaresWithoutThirteen(batch);
        };
    try (DynamicBatcher<Integer, Integer> batcher =
        new DynamicBatcher<>(
            "sample", options, item -> item % 3, List.of(moody, moody, moody), recorder)) {
      // when
      List<CompletableFuture<Void>> threads = new ArrayList<>();
      for (int thread = 0; thread < 32; thread++) {
        Random random = new Random(thread);
        threads.add(CompletableFuture.runAsync(() -> ask(batcher, random), callers));
      }

      // then
      threads.forEach(CompletableFuture::join);
      assertThat(recorder.batches).allMatch(size -> size >= 1 && size <= 8);
    }
  }

  @Test
  void shouldRejectOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> new BatchOptions(0, Duration.ZERO, 1)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new BatchOptions(4, Duration.ZERO, 3)).hasMessageContaining("4, 3");
    assertThatThrownBy(
            () ->
                new DynamicBatcher<Integer, Integer>(
                    "none", options(1), item -> item, List.of(), recorder))
        .hasMessageContaining("batcher none: expected a worker");
  }

  private static void ask(DynamicBatcher<Integer, Integer> batcher, Random random) {
    for (int i = 0; i < 200; i++) {
      int item = random.nextInt(26);
      if (item == 13) {
        assertThatThrownBy(() -> batcher.submit(item)).hasMessage("sample: thirteen");
      } else {
        assertThat(batcher.submit(item)).isEqualTo(item * item);
      }
    }
  }

  private List<Integer> squares(List<Integer> batch) {
    return batch.stream().map(item -> item * item).toList();
  }

  private List<Integer> squaresWithoutThirteen(List<Integer> batch) {
    if (batch.contains(13)) {
      throw new IllegalArgumentException("thirteen");
    }
    return squares(batch);
  }

  private DynamicBatcher.Worker<Integer, Integer> gated(
      DynamicBatcher.Worker<Integer, Integer> worker) {
    return batch -> {
      gate.pass();
      return worker.run(batch);
    };
  }

  private DynamicBatcher<Integer, Integer> batcher(
      BatchOptions options, DynamicBatcher.Worker<Integer, Integer> worker) {
    return new DynamicBatcher<>("sample", options, item -> item / 100, List.of(worker), recorder);
  }

  private CompletableFuture<Integer> submit(DynamicBatcher<Integer, Integer> batcher, int item) {
    return CompletableFuture.supplyAsync(() -> batcher.submit(item), callers);
  }

  private static BatchOptions options(int maxBatch) {
    return new BatchOptions(maxBatch, Duration.ZERO, 64);
  }

  /** Holds workers back until it is opened. */
  private static final class Gate {
    private final Semaphore arrivals = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);

    void pass() {
      arrivals.release();
      passes.acquireUninterruptibly();
      passes.release();
    }

    void awaitArrival() {
      arrivals.acquireUninterruptibly();
    }

    void open() {
      passes.release();
    }
  }

  /** Remembers what the batcher told. */
  private static final class Recorder implements BatchListener {
    final ConcurrentLinkedQueue<Integer> batches = new ConcurrentLinkedQueue<>();
    final AtomicInteger retried = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    private final Semaphore calls = new Semaphore(0);

    void awaitCalls(int wanted) {
      calls.acquireUninterruptibly(wanted);
    }

    @Override
    public void queued(String batcher, int queued) {
      calls.release();
    }

    @Override
    public void completed(String batcher, int size, Duration waited, Duration ran) {
      batches.add(size);
    }

    @Override
    public void retried(String batcher, int size) {
      retried.incrementAndGet();
    }

    @Override
    public void failed(String batcher) {
      failed.incrementAndGet();
    }
  }
}
