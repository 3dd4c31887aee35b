package io.lexiseg.quickstart.viewer;

import io.lexiseg.quickstart.client.KafkaConnection;
import io.lexiseg.quickstart.client.TopicReader;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;

/** Shows on the page what processors say about vocabularies; reads on a thread of its own. */
public final class StatusFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicReader<VocabularyStatus> reader;
  private final ViewerState state;
  private final Thread thread;
  private volatile boolean stopped;

  /** Starts reading. */
  public StatusFeed(KafkaConnection connection, ViewerState state) {
    this.reader =
        TopicReader.fromBeginning(connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
    this.state = state;
    this.thread = new Thread(this::run, "vocabulary-status");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (reader) {
      while (!stopped) {
        reader.read(POLL).forEach(state::report);
      }
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
