package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.camera.ShareHistory;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Shows on the page what masks say in numbers, the last hour of it; reads on a thread of its own.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
final class StatisticsFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final ShareHistory shares;
  private final Clock clock;
  private final FeedThread thread;
  private volatile Instant from;

  StatisticsFeed(KafkaConnection connection, ShareHistory shares, Clock clock) {
    this.connection = connection;
    this.shares = shares;
    this.clock = clock;
    this.from = clock.instant().minus(ShareHistory.PAST);
    this.thread = new FeedThread("mask statistics", this::follow);
  }

  private void follow(BooleanSupplier wanted) {
    try (TopicReader<MaskStatistics> statistics =
        TopicReader.since(connection, Topics.MASK_STATISTICS, MaskStatistics.class, from)) {
      while (wanted.getAsBoolean()) {
        statistics.read(POLL).forEach(shares::counted);
        from = clock.instant(); // what was counted is not counted again
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
