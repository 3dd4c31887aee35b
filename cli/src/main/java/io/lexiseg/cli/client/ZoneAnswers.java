package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneAnswer;
import java.time.Duration;

/**
 * Waits for the answers to zone commands; open it before the command is sent.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class ZoneAnswers implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader<ZoneAnswer> answers;

  /** Listens from now on. */
  public ZoneAnswers(KafkaConnection connection) {
    this.answers = TopicReader.fromNow(connection, Topics.ZONE_ANSWERS, ZoneAnswer.class);
  }

  /**
   * Waits until a processor has decided on a command.
   *
   * @throws FailedException if none does in time
   */
  public ZoneAnswer await(String commandId, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (ZoneAnswer answer : answers.read(POLL)) {
        if (answer.getCommandId().equals(commandId)) {
          return answer;
        }
      }
    }
    throw new FailedException(
        "zone command %s: expected an answer within %d s, got none; is a processor running?"
            .formatted(commandId, patience.toSeconds()));
  }

  @Override
  public void close() {
    answers.close();
  }
}
