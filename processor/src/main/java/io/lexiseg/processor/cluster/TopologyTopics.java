package io.lexiseg.processor.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The topics of a topology.
 *
 * @param reads topics of its sources and tables
 * @param writes topics of its sinks
 * @param changelogs of its stores
 */
public record TopologyTopics(Set<String> reads, Set<String> writes, List<Changelog> changelogs) {
  /** Copies the collections. */
  public TopologyTopics {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
    changelogs = List.copyOf(changelogs);
  }

  /**
   * A store that is kept in a topic.
   *
   * @param store its name
   * @param sources topics that decide on the number of partitions
   * @param config of the topic, where it differs from what Kafka Streams chooses
   */
  public record Changelog(String store, Set<String> sources, Map<String, String> config) {
    /** Copies the collections. */
    public Changelog {
      sources = Set.copyOf(sources);
      config = Map.copyOf(config);
    }
  }
}
