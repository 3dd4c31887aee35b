package io.lexiseg.cli.viewer.feed;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;

/**
 * All that the page is told but for masks, each on a thread of its own: who lacks the right to read
 * some of it sees the rest.
 *
 * <p><b>Ownership:</b> the connection stays the caller's.
 */
public final class ViewerFeeds implements AutoCloseable {
  private final ArrivalFeed arrivals;
  private final VocabularyFeed vocabularies;
  private final ZoneFeed zones;
  private final ExemplarFeed exemplars;
  private final PreviewFeed previews;
  private final StatisticsFeed statistics;

  /** Starts with all vocabularies and zones, and with what happened in the last hour. */
  public ViewerFeeds(KafkaConnection connection, ViewerState state, VocabularyBoard board) {
    this.arrivals = new ArrivalFeed(connection, state);
    this.vocabularies = new VocabularyFeed(connection, board);
    this.zones = new ZoneFeed(connection, state.zones(), state.clock());
    this.exemplars = new ExemplarFeed(connection, board);
    this.previews = new PreviewFeed(connection, board.previews());
    this.statistics = new StatisticsFeed(connection, state.shares(), state.clock());
  }

  @Override
  public void close() {
    statistics.close();
    previews.close();
    exemplars.close();
    zones.close();
    vocabularies.close();
    arrivals.close();
  }
}
