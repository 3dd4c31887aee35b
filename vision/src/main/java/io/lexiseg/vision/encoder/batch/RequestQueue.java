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
  private boolean closed;

  RequestQueue(BatchOptions options) {
    this.options = options;
  }

  /**
   * Adds all requests or none.
   *
   * @return how many wait now; -1 if there is no room for them
   * @throws IllegalStateException if the queue is closed
   */
  int add(List<Request<T, R>> requests) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      // A list larger than the queue is let in when it has the queue for itself.
      if (!waiting.isEmpty() && waiting.size() + requests.size() > options.queueCapacity()) {
        return -1;
      }
      waiting.addAll(requests);
      // Not signal: it could wake a worker that gathers requests of another shape.
      changed.signalAll();
      return waiting.size();
    } finally {
      lock.unlock();
    }
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
  }
}
