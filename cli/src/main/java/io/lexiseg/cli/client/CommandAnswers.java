package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
    Optional<VocabularyStatus> heard = Optional.empty();
    while (System.nanoTime() < deadline) {
      for (VocabularyStatus status : statuses.read(POLL)) {
        if (status.getCommandId().filter(commandId::equals).isPresent()) {
          if (status.getState() != VocabularyState.PENDING) {
            return status;
          }
          heard = Optional.of(status);
        }
      }
    }
    throw new FailedException(
        "vocabulary command %s: expected an answer within %d s, got none%s"
            .formatted(
                commandId,
                patience.toSeconds(),
                heard.map(CommandAnswers::heard).orElse("; is a processor running?")));
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
    return awaitAll(commandId, instances, patience, pending -> {});
  }

  /**
   * As the other.
   *
   * @param pending is given what instances say meanwhile, PENDING with the reason where there is
   *     one
   */
  public List<VocabularyStatus> awaitAll(
      String commandId,
      ProcessorInstances instances,
      Duration patience,
      Consumer<VocabularyStatus> pending) {
    InstanceAnswers answers = new InstanceAnswers(commandId);
    Optional<VocabularyStatus> heard = Optional.empty();
    long deadline = System.nanoTime() + patience.toNanos();
    Set<String> missing = Set.of();
    while (System.nanoTime() < deadline) {
      statuses.read(POLL).forEach(answers::add);
      if (!answers.pending().equals(heard)) {
        heard = answers.pending();
        heard.filter(status -> status.getError().isPresent()).ifPresent(pending);
      }
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
                    missing.isEmpty() ? "" : ", none of " + String.join(", ", missing))
            + heard.map(CommandAnswers::heard).orElse("; is a processor running?"));
  }

  /** What was heard last. */
  private static String heard(VocabularyStatus status) {
    return "; %s version %d is %s: %s"
        .formatted(
            status.getVocabularyId(),
            status.getVersion(),
            status.getState(),
            status
                .getError()
                .map(reason -> "%s (%s)".formatted(reason, status.getInstanceId()))
                .orElse("accepted, no instance has said more"));
  }

  @Override
  public void close() {
    statuses.close();
  }
}
