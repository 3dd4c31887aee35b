package io.lexiseg.quickstart.client;

import io.lexiseg.quickstart.FailedException;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;

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

  /**
   * Waits until every instance that runs says that a command is done, one says that it failed, or
   * it is refused. An instance that is ready with a newer version counts; one that stops while this
   * waits is not waited for.
   *
   * @return READY of each instance in the order they came, or the one FAILED; READY of the decision
   *     alone where nothing is left to do for instances
   * @throws FailedException if not all answers come in time; it names who is missing
   */
  public List<VocabularyStatus> awaitAll(
      String commandId, ProcessorInstances instances, Duration patience) {
    InstanceAnswers answers = new InstanceAnswers(commandId);
    long deadline = System.nanoTime() + patience.toNanos();
    Set<String> missing = Set.of();
    while (System.nanoTime() < deadline) {
      statuses.read(POLL).forEach(answers::add);
      if (answers.end().isPresent()) {
        return List.of(answers.end().get());
      }
      if (!answers.ready().isEmpty()) {
        missing = answers.missing(instances.live());
        if (missing.isEmpty()) {
          return answers.ready();
        }
      }
    }
    throw new FailedException(
        "vocabulary command %s: expected an answer of every instance within %d s, got %d%s"
            .formatted(
                commandId,
                patience.toSeconds(),
                answers.ready().size(),
                missing.isEmpty()
                    ? "; is a processor running?"
                    : ", none of " + String.join(", ", missing)));
  }

  @Override
  public void close() {
    statuses.close();
  }
}
