package io.lexiseg.lab.system;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that works until it is told to stop; what it threw is thrown when it is closed.
 *
 * <p><b>Threads:</b> started and closed by one.
 */
public final class Worker implements AutoCloseable {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<RuntimeException> failure = Optional.empty();

  /** What a worker looks at to know whether to go on. */
  public interface Stop {
    /** Whether it is time to end. */
    boolean wanted();

    /** Waits that long, less if it is time to end. */
    void await(long millis);
  }

  /** What a worker does. */
  public interface Work {
    /** Works until the stop is wanted. */
    void run(Stop stop);
  }

  private Worker(String name, Work work) {
    this.thread = new Thread(() -> run(work), name);
    thread.setDaemon(true);
  }

  /** Starts one on a daemon thread. */
  public static Worker start(String name, Work work) {
    Worker worker = new Worker(name, work);
    worker.thread.start();
    return worker;
  }

  private void run(Work work) {
    try {
      work.run(new LatchStop(stopped));
    } catch (RuntimeException e) { // handed to the thread that closes
      failure = Optional.of(e);
    }
  }

  private record LatchStop(CountDownLatch stopped) implements Stop {
    @Override
    public boolean wanted() {
      return stopped.getCount() == 0;
    }

    @Override
    public void await(long millis) {
      try {
        boolean ended = stopped.await(millis, TimeUnit.MILLISECONDS);
        assert ended == wanted() || wanted();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped.countDown();
      }
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure.isPresent()) {
      throw new IllegalStateException(thread.getName() + ": ended by itself", failure.get());
    }
  }
}
