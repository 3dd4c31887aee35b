package io.lexiseg.schemas;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How a topic is meant to be created and what its values are.
 *
 * @param name topic name
 * @param partitions recommended number of partitions, at least 1
 * @param config topic settings by Kafka's names; they matter for correctness (size limits,
 *     compaction) and are part of the agreement
 * @param valueType record class of the values; empty for opaque bytes
 */
public record TopicDefinition(
    String name,
    int partitions,
    Map<String, String> config,
    Optional<Class<? extends SpecificRecord>> valueType) {

  public TopicDefinition {
    config = Map.copyOf(config);
    if (name.isBlank() || partitions < 1) {
      throw new IllegalArgumentException(
          "topic: expected a name and at least 1 partition, got '%s', %d"
              .formatted(name, partitions));
    }
  }

  /** Returns the request that creates this topic with the given number of replicas. */
  public NewTopic newTopic(short replicas) {
    return new NewTopic(name, partitions, replicas).configs(config);
  }

  /** Returns this definition with another number of partitions. */
  public TopicDefinition withPartitions(int otherPartitions) {
    return new TopicDefinition(name, otherPartitions, config, valueType);
  }

  /** Returns the registry subject of the values (the client's TopicNameStrategy). */
  public String valueSubject() {
    return name + "-value";
  }
}
