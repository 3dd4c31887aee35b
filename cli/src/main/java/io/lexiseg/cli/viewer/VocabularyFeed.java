package io.lexiseg.cli.viewer;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows on the page what the topics say about vocabularies; reads on a thread of its own.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
public final class VocabularyFeed implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(VocabularyFeed.class);
  private static final Duration POLL = Duration.ofMillis(40);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaConnection connection;
  private final VocabularyBoard board;
  private final Thread thread;
  private volatile boolean stopped;

  /** Starts reading all there is. */
  public VocabularyFeed(KafkaConnection connection, VocabularyBoard board) {
    this.connection = connection;
    this.board = board;
    this.thread = new Thread(this::run, "vocabulary-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!stopped) {
      try {
        follow();
      } catch (RuntimeException e) { // of any kind: the page is to show what comes later
        LOGGER.warn("vocabularies cannot be read, trying again: {}", e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void follow() {
    try (TopicReader<Vocabulary> vocabularies =
            TopicReader.fromBeginning(connection, Topics.VOCABULARIES, Vocabulary.class);
        TopicReader<CameraBinding> bindings =
            TopicReader.fromBeginning(connection, Topics.CAMERA_BINDINGS, CameraBinding.class);
        TopicReader<VocabularyStatus> statuses =
            TopicReader.fromBeginning(
                connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class)) {
      while (!stopped) {
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
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
