package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.vocabulary.PreviewShelf;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyPreview;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Shows on the page what became of previews; reads on a thread of its own.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
final class PreviewFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final PreviewShelf shelf;
  private final FeedThread thread;

  /** Starts with what comes from now on. */
  PreviewFeed(KafkaConnection connection, PreviewShelf shelf) {
    this.connection = connection;
    this.shelf = shelf;
    this.thread = new FeedThread("previews", this::follow);
  }

  private void follow(BooleanSupplier wanted) {
    try (TopicReader<VocabularyPreview> previews =
        TopicReader.fromNow(connection, Topics.VOCABULARY_PREVIEWS, VocabularyPreview.class)) {
      while (wanted.getAsBoolean()) {
        previews.read(POLL).forEach(shelf::add);
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
