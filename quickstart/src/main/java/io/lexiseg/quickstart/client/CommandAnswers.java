package io.lexiseg.quickstart.client;

import io.lexiseg.quickstart.FailedException;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;

/**
 * Waits for the answers to vocabulary commands; open it before the command is sent.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class CommandAnswers implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader<VocabularyStatus> statuses;

  /** Listens from now on. */
  public CommandAnswers(KafkaConnection connection) {
    this.statuses =
        TopicReader.fromNow(connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
  }

  /**
   * Waits until a processor says that a command is done or refused.
   *
   * @return the first such answer, READY or FAILED
   * @throws FailedException if none comes in time
   */
  public VocabularyStatus await(String commandId, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (VocabularyStatus status : statuses.read(POLL)) {
        if (status.getCommandId().filter(commandId::equals).isPresent()
            && status.getState() != VocabularyState.PENDING) {
          return status;
        }
      }
    }
    throw new FailedException(
        "vocabulary command %s: expected an answer within %d s, got none; is a processor running?"
            .formatted(commandId, patience.toSeconds()));
  }

  @Override
  public void close() {
    statuses.close();
  }
}
