package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows on the page what the topics say about vocabularies; reads on a thread of its own.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
public final class VocabularyFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(40);

  private final KafkaConnection connection;
  private final VocabularyBoard board;
  private final FeedThread thread;

  /** Starts reading all there is. */
  public VocabularyFeed(KafkaConnection connection, VocabularyBoard board) {
    this.connection = connection;
    this.board = board;
    this.thread = new FeedThread("vocabulary", this::follow);
  }

  private void follow(BooleanSupplier wanted) {
    try (TopicReader<Vocabulary> vocabularies =
            TopicReader.fromBeginning(connection, Topics.VOCABULARIES, Vocabulary.class);
        TopicReader<CameraBinding> bindings =
            TopicReader.fromBeginning(connection, Topics.CAMERA_BINDINGS, CameraBinding.class);
        TopicReader<VocabularyStatus> statuses =
            TopicReader.fromBeginning(
                connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class)) {
      while (wanted.getAsBoolean()) {
        vocabularies.changes(POLL, board::vocabulary);
        bindings.changes(POLL, board::binding);
        statuses.changes(POLL, this::status);
      }
    }
  }

  private void status(String key, @Nullable VocabularyStatus status) {
    if (status == null) {
      board.reportGone(key);
    } else {
      board.report(status);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
