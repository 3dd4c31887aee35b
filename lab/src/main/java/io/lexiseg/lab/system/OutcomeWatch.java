package io.lexiseg.lab.system;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import java.time.Duration;
import java.time.Instant;

/** Tells what becomes of frames, from now on, as soon as readers of committed records see it. */
public final class OutcomeWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Worker worker;

  /** Takes what became of a frame. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes one outcome; called by one thread.
     *
     * @param seen when it could be read
     */
    void outcome(Outcome outcome, Instant seen);
  }

  /** Begins to watch; what is sent after this returns is seen. */
  public OutcomeWatch(KafkaConnection connection, Sink sink) {
    OutcomeReader reader = OutcomeReader.fromNow(connection);
    this.worker = Worker.start("outcomes", stop -> run(reader, sink, stop));
  }

  private static void run(OutcomeReader outcomes, Sink sink, Worker.Stop stop) {
    try (OutcomeReader reader = outcomes) {
      while (!stop.wanted()) {
        reader.read(POLL).forEach(outcome -> sink.outcome(outcome, Instant.now()));
      }
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
