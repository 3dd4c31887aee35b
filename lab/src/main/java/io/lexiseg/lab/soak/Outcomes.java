package io.lexiseg.lab.soak;

import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.lab.system.Worker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts frames and what became of them while the run goes on; the verdict is not its business. */
final class Outcomes implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final AtomicLong published = new AtomicLong();
  private final AtomicLong outcomes = new AtomicLong();
  private final Worker worker;

  /** Counts from the beginning of the topics. */
  Outcomes(KafkaConnection connection) {
    this.worker = Worker.start("outcomes", stop -> run(connection, stop));
  }

  private void run(KafkaConnection connection, Worker.Stop stop) {
    try (OutcomeReader reader = OutcomeReader.fromBeginning(connection)) {
      while (!stop.wanted()) {
        outcomes.addAndGet(reader.read(POLL).size());
      }
    }
  }

  /** One more frame was published. */
  void published() {
    published.incrementAndGet();
  }

  long frames() {
    return published.get();
  }

  long outstanding() {
    return published.get() - outcomes.get();
  }

  @Override
  public void close() {
    worker.close();
  }
}
