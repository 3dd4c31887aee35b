package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.ArrivalReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.ViewerState;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the page which cameras publish, so that it knows who is silent; reads on a thread of its
 * own.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
public final class ArrivalFeed implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ArrivalFeed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaConnection connection;
  private final ViewerState state;
  private final Thread thread;
  private volatile boolean stopped;

  /** Starts with what comes from now on. */
  public ArrivalFeed(KafkaConnection connection, ViewerState state) {
    this.connection = connection;
    this.state = state;
    ArrivalReader reader = new ArrivalReader(connection);
    this.thread = new Thread(() -> run(reader), "arrival-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(ArrivalReader first) {
    try (first) {
      follow(first);
    }
    while (!stopped) {
      LockSupport.parkNanos(PAUSE.toNanos());
      try (ArrivalReader next = new ArrivalReader(connection)) {
        follow(next);
      } catch (RuntimeException e) { // of any kind: the page is to show what comes later
        LOGGER.warn("frames cannot be followed, trying again: {}", e.getMessage());
      }
    }
  }

  private void follow(ArrivalReader reader) {
    try {
      while (!stopped) {
        reader.read(POLL, state::arrived);
      }
    } catch (RuntimeException e) { // of any kind: another reader may do better
      LOGGER.warn("frames cannot be followed: {}", e.getMessage());
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
