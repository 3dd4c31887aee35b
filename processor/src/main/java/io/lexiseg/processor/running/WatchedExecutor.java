package io.lexiseg.processor.running;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One thread for what takes long; says when a task fails, {@code Error}s included. */
final class WatchedExecutor extends ScheduledThreadPoolExecutor {
  private final Consumer<Throwable> failures;

  /**
   * Creates an executor.
   *
   * @param failures hears what a task failed with, until the executor is shut down
   */
  WatchedExecutor(ThreadFactory threads, Consumer<Throwable> failures) {
    super(1, threads);
    this.failures = failures;
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
    super.afterExecute(task, thrown);
    if (isShutdown() || !(task instanceof Future<?> future) || !future.isDone()) {
      return;
    }
    try {
      future.get();
    } catch (ExecutionException e) {
      failures.accept(e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      return; // nobody waits for it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
