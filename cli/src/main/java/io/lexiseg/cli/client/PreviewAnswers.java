package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyPreview;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits for previews; open it before the command is sent.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class PreviewAnswers implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicReader<VocabularyStatus> statuses;
  private final TopicReader<VocabularyPreview> previews;

  /** Listens from now on. */
  public PreviewAnswers(KafkaConnection connection) {
    this.statuses =
        TopicReader.fromNow(connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
    this.previews =
        TopicReader.fromNow(connection, Topics.VOCABULARY_PREVIEWS, VocabularyPreview.class);
  }

  /**
   * Waits until a preview is done, or refused.
   *
   * @param patience longest time without anything new
   * @param pictures is given each picture as it comes
   * @return the last answer, READY or FAILED
   * @throws FailedException if nothing more comes in time
   */
  public VocabularyStatus await(
      String commandId, Duration patience, Consumer<VocabularyPreview> pictures) {
    long last = System.nanoTime();
    while (System.nanoTime() - last < patience.toNanos()) {
      Optional<VocabularyStatus> end = end(commandId);
      // What is sent before the end has arrived before it, too.
      for (VocabularyPreview preview :
          end.isPresent() ? previews.rest(POLL) : previews.read(POLL)) {
        if (preview.getCommandId().equals(commandId)) {
          pictures.accept(preview);
          last = System.nanoTime();
        }
      }
      if (end.isPresent()) {
        return end.get();
      }
    }
    throw new FailedException(
        "vocabulary preview %s: expected an answer within %d s, got none; is a processor running?"
            .formatted(commandId, patience.toSeconds()));
  }

  private Optional<VocabularyStatus> end(String commandId) {
    return statuses.read(POLL).stream()
        .filter(status -> status.getCommandId().filter(commandId::equals).isPresent())
        .filter(status -> status.getState() != VocabularyState.PENDING)
        .findFirst();
  }

  @Override
  public void close() {
    previews.close();
    statuses.close();
  }
}
