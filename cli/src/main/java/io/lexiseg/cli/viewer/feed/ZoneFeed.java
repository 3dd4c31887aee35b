package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.zone.ZoneBoard;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Shows on the page where zones lie and what happens in them; reads on a thread of its own.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
public final class ZoneFeed implements AutoCloseable {
  private static final Duration PAST = Duration.ofHours(1);
  private static final Duration POLL = Duration.ofMillis(60);

  private final KafkaConnection connection;
  private final ZoneBoard board;
  private final FeedThread thread;
  private final Clock clock;
  private volatile Instant from;

  /** Starts with all zones, and with the events of the last hour. */
  public ZoneFeed(KafkaConnection connection, ZoneBoard board, Clock clock) {
    this.connection = connection;
    this.board = board;
    this.clock = clock;
    this.from = clock.instant().minus(PAST);
    this.thread = new FeedThread("zones", this::follow);
  }

  private void follow(BooleanSupplier wanted) {
    try (TopicReader<CameraZones> zones =
            TopicReader.fromBeginning(connection, Topics.CAMERA_ZONES, CameraZones.class);
        TopicReader<ZoneAnswer> answers =
            TopicReader.fromBeginning(connection, Topics.ZONE_ANSWERS, ZoneAnswer.class);
        TopicReader<ZoneEvent> events =
            TopicReader.since(connection, Topics.ZONE_EVENTS, ZoneEvent.class, from)) {
      while (wanted.getAsBoolean()) {
        zones.changes(POLL, board::zones);
        answers.read(POLL).forEach(board::answered);
        events.read(POLL).forEach(board::happened);
        from = clock.instant(); // what was shown is not shown again
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
