package io.lexiseg.cli.output;

import io.lexiseg.cli.failure.FailedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does work on several cores and takes the results in order, few at a time. */
public final class OrderedWork {
  private OrderedWork() {}

  /**
   * Works on each item.
   *
   * @param work called by several threads; what it throws ends everything
   * @param take called by the caller's thread, in order of the items
   */
  public static <I, R> void run(List<I> items, int threads, Function<I, R> work, Consumer<R> take) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<R>> running = new ArrayDeque<>();
      Iterator<I> rest = items.iterator();
      while (rest.hasNext() || !running.isEmpty()) {
        while (rest.hasNext() && running.size() < 2 * threads) {
          I item = rest.next();
          running.addLast(executor.submit(() -> work.apply(item)));
        }
        take.accept(result(running.removeFirst()));
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("work failed", e.getCause());
    }
  }
}
