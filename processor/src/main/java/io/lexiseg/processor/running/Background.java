package io.lexiseg.processor.running;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Threads for what goes on beside the topologies. None of them keeps the process alive, and none
 * fails unheard.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> what it starts ends with the open parts.
 */
public final class Background {
  private final OpenParts open;
  private final Consumer<Throwable> failures;

  /**
   * Starts nothing yet.
   *
   * @param failures hears what a task failed with
   */
  public Background(OpenParts open, Consumer<Throwable> failures) {
    this.open = open;
    this.failures = failures;
  }

  /** Opens a thread that takes tasks until the processor closes. */
  public ScheduledExecutorService worker(String name) {
    ScheduledExecutorService worker = lent(name);
    open.add(worker::shutdownNow);
    return worker;
  }

  /** Opens a thread that takes tasks until the caller shuts it down. */
  public ScheduledExecutorService lent(String name) {
    return new WatchedExecutor(named(name), failures);
  }

  /** Runs a task again and again, with a pause before each time. */
  public void every(Duration pause, String name, Runnable task) {
    every(pause, pause, name, task);
  }

  /**
   * Runs a task again and again.
   *
   * @param first pause before the first time
   * @param pause between an end and the next beginning
   */
  public void every(Duration first, Duration pause, String name, Runnable task) {
    var unused =
        worker(name)
            .scheduleWithFixedDelay(
                task, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs a task once, on a thread that is interrupted when the processor closes. */
  public void once(String name, Runnable task) {
    Thread thread = named(name).newThread(task);
    thread.start();
    open.add(thread::interrupt);
  }

  /** Makes threads of one name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
