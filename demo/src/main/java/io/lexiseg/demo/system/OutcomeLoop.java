package io.lexiseg.demo.system;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads outcomes on a thread of its own and hands each to one listener. */
final class OutcomeLoop implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final OutcomeReader reader;
  private final Consumer<Outcome> listener;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile Optional<RuntimeException> failure = Optional.empty();

  /**
   * Starts reading.
   *
   * @param reader used by the loop's thread only, closed with the loop
   * @param listener called by the loop's thread only
   */
  OutcomeLoop(OutcomeReader reader, Consumer<Outcome> listener) {
    this.reader = reader;
    this.listener = listener;
    this.thread = new Thread(this::run, "outcomes");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (reader) {
      while (!stopped) {
        reader.read(POLL).forEach(listener);
      }
    } catch (RuntimeException e) { // handed to the thread that waits for outcomes
      failure = Optional.of(e);
    }
  }

  /** What ended the loop, if it did not end by being closed. */
  Optional<RuntimeException> failure() {
    return failure;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
