package io.lexiseg.processor.cluster;

import io.lexiseg.processor.cluster.TopologyTopics.Changelog;
import io.lexiseg.schemas.TopicDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What the processor needs on a cluster.
 *
 * @param reads topics it reads, without those of its stores
 * @param writes topics it writes, without those of its stores
 * @param applications ids of its Kafka Streams applications, each the name of a consumer group and,
 *     with a hyphen, the beginning of transactional ids
 * @param stores topics of its stores
 */
public record ProcessorTopics(
    Set<String> reads, Set<String> writes, List<String> applications, List<StoreTopic> stores) {
  /** Copies the collections. */
  public ProcessorTopics {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
    applications = List.copyOf(applications);
    stores = List.copyOf(stores);
  }

  /**
   * A topic of a store.
   *
   * @param name as Kafka Streams calls it
   * @param changelog what is kept in it
   */
  public record StoreTopic(String name, Changelog changelog) {
    /**
     * How it is created so that Kafka Streams takes it for its own.
     *
     * @param partitions of a topic that decides on their number
     */
    public TopicDefinition definition(ToIntFunction<String> partitions) {
      Map<String, String> config = new HashMap<>();
      config.put("cleanup.policy", "compact");
      config.put("message.timestamp.type", "CreateTime");
      config.putAll(changelog.config());
      int most = changelog.sources().stream().mapToInt(partitions).max().orElse(1);
      return new TopicDefinition(name, most, config, Optional.empty());
    }
  }

  /** The topics of one application. */
  public static ProcessorTopics of(String application, TopologyTopics topics) {
    return new ProcessorTopics(
        topics.reads(),
        topics.writes(),
        List.of(application),
        topics.changelogs().stream()
            .map(log -> new StoreTopic("%s-%s-changelog".formatted(application, log.store()), log))
            .toList());
  }

  /** These and those of another application. */
  public ProcessorTopics and(ProcessorTopics other) {
    return new ProcessorTopics(
        union(reads, other.reads),
        union(writes, other.writes),
        Stream.concat(applications.stream(), other.applications.stream()).toList(),
        Stream.concat(stores.stream(), other.stores.stream()).toList());
  }

  /** These, and topics that are written beside the topologies. */
  public ProcessorTopics writing(Collection<String> further) {
    return new ProcessorTopics(reads, union(writes, further), applications, stores);
  }

  /** These, and topics that are read beside the topologies. */
  public ProcessorTopics reading(Collection<String> further) {
    return new ProcessorTopics(union(reads, further), writes, applications, stores);
  }

  private static Set<String> union(Collection<String> some, Collection<String> others) {
    return Set.copyOf(Stream.concat(some.stream(), others.stream()).distinct().toList());
  }
}
