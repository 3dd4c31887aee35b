package io.lexiseg.vision.encoder.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that wait for a worker, first come first served.
 *
 * <p><b>Threads:</b> safe.
 */
final class RequestQueue<T, R> {
  private final BatchOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Request<T, R>> waiting = new ArrayDeque<>();

  /** Those that found no room, in the order they came; large lists are not passed by small ones. */
  private final Deque<List<Request<T, R>>> outside = new ArrayDeque<>();

  private boolean closed;

  RequestQueue(BatchOptions options) {
    this.options = options;
  }

  /**
   * Adds all requests at once; waits until there is room for them.
   *
   * @param crowded runs if there is none at once
   * @return how many wait now
   * @throws IllegalStateException if the queue is closed, then or meanwhile
   */
  int add(List<Request<T, R>> requests, Runnable crowded) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      awaitRoom(requests, crowded);
      waiting.addAll(requests);
      // Not signal: it could wake a worker that gathers requests of another shape.
      changed.signalAll();
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom(List<Request<T, R>> requests, Runnable crowded)
      throws InterruptedException {
    outside.add(requests);
    try {
      if (!mayEnter(requests)) {
        crowded.run();
      }
      while (!mayEnter(requests)) {
        changed.await();
      }
    } finally {
      outside.removeIf(other -> other == requests);
      changed.signalAll(); // the next one may enter, too
    }
    if (closed) {
      throw new IllegalStateException("closed");
    }
  }

  /** A list larger than the queue is let in when it has the queue for itself. */
  private boolean mayEnter(List<Request<T, R>> requests) {
    boolean room = waiting.isEmpty() || waiting.size() + requests.size() <= options.queueCapacity();
    return closed || (outside.peek() == requests && room);
  }

  /** Waits for a request and takes it with others of its shape; empty once the queue is closed. */
  List<Request<T, R>> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      return closed ? List.of() : gather();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the queue and hands out what still waited in it. */
  List<Request<T, R>> close() {
    lock.lock();
    try {
      closed = true;
      List<Request<T, R>> left = List.copyOf(waiting);
      waiting.clear();
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  private List<Request<T, R>> gather() throws InterruptedException {
    Request<T, R> first = waiting.remove();
    List<Request<T, R>> batch = new ArrayList<>(List.of(first));
    takeFitting(batch);
    long waited = System.nanoTime() - first.arrivedNanos();
    long left = options.maxWait().toNanos() - waited;
    while (batch.size() < options.maxBatch() && left > 0 && !closed) {
      left = changed.awaitNanos(left);
      takeFitting(batch);
    }
    return batch;
  }

  private void takeFitting(List<Request<T, R>> batch) {
    Iterator<Request<T, R>> candidates = waiting.iterator();
    while (batch.size() < options.maxBatch() && candidates.hasNext()) {
      Request<T, R> candidate = candidates.next();
      if (candidate.fits(batch.get(0))) {
        candidates.remove();
        batch.add(candidate);
      }
    }
    if (!outside.isEmpty()) {
      changed.signalAll(); // there is room now
    }
  }
}
