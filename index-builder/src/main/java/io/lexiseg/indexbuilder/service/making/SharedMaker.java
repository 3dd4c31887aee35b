package io.lexiseg.indexbuilder.service.making;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.prototypes.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One maker for several threads: whoever comes while it works waits, and what waits then runs
 * together, as far as a batch goes.
 *
 * <p><b>Threads:</b> safe.
 */
public final class SharedMaker implements AutoCloseable {
  private final PrototypeMaker maker;
  private final Consumer<Duration> batches;
  private final ReentrantLock working = new ReentrantLock(true);
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private volatile boolean closed;

  /** A task of a thread and, later, its outcome; both are written under {@link #working}. */
  private static final class Waiting {
    private final CaptionTask task;
    private Optional<CaptionOutcome> outcome = Optional.empty();

    private Waiting(CaptionTask task) {
      this.task = task;
    }
  }

  /**
   * Shares a maker.
   *
   * @param maker taken over
   * @param batches told how long each batch took
   */
  public SharedMaker(PrototypeMaker maker, Consumer<Duration> batches) {
    this.maker = maker;
    this.batches = batches;
  }

  /**
   * Makes the prototypes of one task.
   *
   * @throws UnavailableException after {@link #close}
   * @throws io.lexiseg.vision.encoder.EncoderException if an engine fails
   */
  public CaptionOutcome make(CaptionTask task) {
    Waiting mine = new Waiting(task);
    synchronized (waiting) {
      waiting.add(mine);
    }
    working.lock();
    try {
      while (mine.outcome.isEmpty()) {
        work();
      }
      return mine.outcome.get();
    } finally {
      synchronized (waiting) {
        waiting.remove(mine); // it failed
      }
      working.unlock();
    }
  }

  /** Whose turn it is works for the others, too. */
  private void work() {
    if (closed) {
      throw new UnavailableException("prototype maker: closed, the request is taken again later");
    }
    List<Waiting> batch = next();
    long start = System.nanoTime();
    List<CaptionOutcome> outcomes = maker.make(batch.stream().map(one -> one.task).toList());
    batches.accept(Duration.ofNanos(System.nanoTime() - start));
    if (outcomes.size() != batch.size()) {
      throw new IllegalStateException(
          "prototype maker: expected %d outcomes, got %d".formatted(batch.size(), outcomes.size()));
    }
    for (int i = 0; i < outcomes.size(); i++) {
      batch.get(i).outcome = Optional.of(outcomes.get(i));
    }
    synchronized (waiting) {
      waiting.removeAll(batch);
    }
  }

  /** Stays in the queue until it is done: where the maker fails, each thread tries its own. */
  private List<Waiting> next() {
    synchronized (waiting) {
      List<Waiting> batch = new ArrayList<>();
      for (Waiting one : waiting) {
        if (batch.size() < maker.batchSize()) {
          batch.add(one);
        }
      }
      return batch;
    }
  }

  /** Lets what is being made end, refuses what waits, then closes the maker; idempotent. */
  @Override
  public void close() {
    closed = true;
    working.lock();
    try {
      maker.close();
    } finally {
      working.unlock();
    }
  }
}
