package io.lexiseg.cli.viewer.feed;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows topics on a thread of its own, and begins anew where that fails. */
final class FeedThread implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(FeedThread.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String what;
  private final Consumer<BooleanSupplier> follow;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Starts.
   *
   * @param what is followed, for people
   * @param follow returns once what it is given says that nobody wants it any longer
   */
  FeedThread(String what, Consumer<BooleanSupplier> follow) {
    this.what = what;
    this.follow = follow;
    this.thread = new Thread(this::run, what.replace(' ', '-') + "-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!stopped) {
      try {
        follow.accept(() -> !stopped);
      } catch (RuntimeException e) { // of any kind: the page is to show what comes later
        LOGGER.warn("{} cannot be read, trying again: {}", what, e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
