package io.lexiseg.processor.running;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is open, closed in reverse order within a time, whatever hangs.
 *
 * <p><b>Threads:</b> safe.
 */
public final class OpenParts {
  private static final Logger LOGGER = LoggerFactory.getLogger(OpenParts.class);

  /** For each part where the time is over: most of them need none. */
  private static final Duration LAST_CHANCE = Duration.ofMillis(150);

  private static final Duration STEP = Duration.ofMillis(50);

  private final Deque<List<Runnable>> parts = new ArrayDeque<>();
  private boolean closed;

  /** Nothing is open yet. */
  public OpenParts() {}

  /**
   * How long closing may take.
   *
   * @param usual where all goes well
   * @param away where what is waited for is not there
   * @param isAway asked while it is waited
   */
  public record Patience(Duration usual, Duration away, BooleanSupplier isAway) {
    private boolean isOver(Duration waited) {
      return waited.compareTo(usual) >= 0 || (waited.compareTo(away) >= 0 && isAway.getAsBoolean());
    }
  }

  /**
   * Takes what closes a part; several are closed side by side. After {@link #close} they are closed
   * at once.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public void add(Runnable... closings) {
    synchronized (this) {
      if (!closed) {
        parts.push(List.of(closings));
        return;
      }
    }
    for (Runnable closing : closings) {
      begin(closing);
    }
    throw new IllegalStateException("closed while it started");
  }

  /**
   * Closes all; what hangs is left alone. Further calls find nothing to close.
   *
   * @return whether everything is closed
   */
  public boolean close(Patience patience) {
    long start = System.nanoTime();
    boolean all = true;
    for (Optional<List<Runnable>> next = next(); next.isPresent(); next = next()) {
      List<Thread> closing = new ArrayList<>();
      next.get().forEach(part -> closing.add(begin(part)));
      for (Thread thread : closing) {
        all &= await(thread, patience, start);
      }
    }
    return all;
  }

  private synchronized Optional<List<Runnable>> next() {
    closed = true;
    return Optional.ofNullable(parts.poll());
  }

  private static Thread begin(Runnable closing) {
    Thread thread = new Thread(() -> closeQuietly(closing), "part-close");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static boolean await(Thread thread, Patience patience, long start) {
    try {
      thread.join(LAST_CHANCE.toMillis());
      while (thread.isAlive() && !patience.isOver(Duration.ofNanos(System.nanoTime() - start))) {
        thread.join(STEP.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private static void closeQuietly(Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException e) { // the others are still to be closed
      LOGGER.warn("closing failed", e);
    }
  }
}
