package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.picture.Thumbnail;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Shows on the page what exemplars show; reads on a thread of its own.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
final class ExemplarFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final VocabularyBoard board;
  private final FeedThread thread;

  /** Starts with all there are. */
  ExemplarFeed(KafkaConnection connection, VocabularyBoard board) {
    this.connection = connection;
    this.board = board;
    this.thread = new FeedThread("exemplars", this::follow);
  }

  private void follow(BooleanSupplier wanted) {
    try (TopicReader<Exemplar> exemplars =
        TopicReader.fromBeginning(connection, Topics.EXEMPLARS, Exemplar.class)) {
      while (wanted.getAsBoolean()) {
        exemplars.changes(
            POLL,
            (id, exemplar) ->
                board.thumbnail(id, Optional.ofNullable(exemplar).flatMap(Thumbnail::of)));
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
