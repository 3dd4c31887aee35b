package io.lexiseg.vision.encoder.batch;

import io.lexiseg.vision.encoder.EncoderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Runs requests of many threads together: each worker takes the first waiting request and whatever
 * else of the same shape is queued, up to the largest batch. While workers are busy the next batch
 * forms by itself.
 *
 * <p>A batch that fails is run again one request at a time, so that a bad request does not spoil
 * the others.
 *
 * <p><b>Threads:</b> safe; every worker has a thread of its own and runs one batch at a time.
 *
 * @param <T> what goes in
 * @param <R> what comes out
 */
public final class DynamicBatcher<T, R> implements AutoCloseable {
  private final String name;
  private final Function<T, ?> shape;
  private final BatchListener listener;
  private final RequestQueue<T, R> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger alive;

  /** Runs one batch. */
  @FunctionalInterface
  public interface Worker<T, R> {
    /**
     * Runs items of equal shape.
     *
     * @param batch one item or more
     * @return one result an item, in order
     */
    List<R> run(List<T> batch);
  }

  /**
   * Starts the workers' threads.
   *
   * @param name of the batcher in messages, metrics and thread names
   * @param shape items with equal shapes may run together
   * @param workers at least one
   */
  public DynamicBatcher(
      String name,
      BatchOptions options,
      Function<T, ?> shape,
      List<? extends Worker<T, R>> workers,
      BatchListener listener) {
    if (workers.isEmpty()) {
      throw new IllegalArgumentException("batcher %s: expected a worker, got none".formatted(name));
    }
    this.name = name;
    this.shape = shape;
    this.listener = listener;
    this.queue = new RequestQueue<>(options);
    this.alive = new AtomicInteger(workers.size());
    for (Worker<T, R> worker : workers) {
      Thread thread = new Thread(() -> work(worker), "lexiseg-" + name + "-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /**
   * Runs one item and waits for its result; where too many wait already, first for room.
   *
   * @throws EncoderException if the item fails, or the calling thread is interrupted
   * @throws IllegalStateException if the batcher is closed
   */
  public R submit(T item) {
    return submitAll(List.of(item)).get(0);
  }

  /**
   * Runs items and waits for all results; they need not be of one shape and may run at the same
   * time. Where too many wait already, this waits for room first: who feeds the networks is held
   * back, never refused.
   *
   * @return one result an item, in order
   * @throws EncoderException if an item fails, or the calling thread is interrupted
   * @throws IllegalStateException if the batcher is closed
   */
  public List<R> submitAll(List<T> items) {
    List<Request<T, R>> requests = new ArrayList<>(items.size());
    items.forEach(item -> requests.add(new Request<>(item, shape.apply(item))));
    enqueue(requests);
    List<R> results = new ArrayList<>(items.size());
    try {
      requests.forEach(request -> results.add(request.await(name)));
    } finally {
      requests.forEach(Request::abandon);
    }
    return results;
  }

  /** Refuses what still waits, lets running batches end, stops the threads; idempotent. */
  @Override
  public void close() {
    refuse(queue.close(), "closed");
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive() && thread != Thread.currentThread()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(List<Request<T, R>> requests) {
    if (requests.isEmpty()) {
      return;
    }
    try {
      listener.queued(name, queue.add(requests, () -> listener.crowded(name)));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(name + ": the batcher is closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EncoderException(name + ": interrupted while waiting for room", e);
    }
  }

  private void work(Worker<T, R> worker) {
    try {
      for (List<Request<T, R>> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        process(worker, batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Without workers nobody would ever answer.
      if (alive.decrementAndGet() == 0) {
        refuse(queue.close(), "its workers have stopped");
      }
    }
  }

  private void process(Worker<T, R> worker, List<Request<T, R>> batch) {
    List<Request<T, R>> wanted = batch.stream().filter(request -> !request.isDone()).toList();
    try {
      run(worker, wanted);
    } finally {
      // Only an Error gets here with requests left: the worker dies, its callers must not wait.
      refuse(wanted, "its worker died");
    }
  }

  private void run(Worker<T, R> worker, List<Request<T, R>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    try {
      List<R> results = worker.run(batch.stream().map(Request::item).toList());
      if (results.size() != batch.size()) {
        throw new IllegalStateException(
            "expected %d results, got %d".formatted(batch.size(), results.size()));
      }
      Duration waited = Duration.ofNanos(start - batch.get(0).arrivedNanos());
      Duration ran = Duration.ofNanos(System.nanoTime() - start);
      listener.completed(name, batch.size(), waited, ran);
      for (int i = 0; i < results.size(); i++) {
        batch.get(i).complete(results.get(i));
      }
    } catch (RuntimeException e) { // whatever the engine throws belongs to the callers
      fail(worker, batch, e);
    }
  }

  private void fail(Worker<T, R> worker, List<Request<T, R>> batch, RuntimeException cause) {
    if (batch.size() == 1) {
      listener.failed(name);
      batch.get(0).fail(cause);
      return;
    }
    listener.retried(name, batch.size());
    batch.forEach(request -> run(worker, List.of(request)));
  }

  private void refuse(List<Request<T, R>> requests, String reason) {
    requests.forEach(request -> request.fail(new EncoderException("no result: " + reason)));
  }
}
