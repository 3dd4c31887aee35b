package io.lexiseg.processor.topology;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of stores: their records have the schema of a topic of the platform, not of their own. */
public final class FixedTopicSerde {
  private FixedTopicSerde() {}

  /** A serde that reads and writes as if always on one topic. */
  public static <T> Serde<T> of(String topic, Serde<T> serde) {
    return Serdes.serdeFrom(
        (store, value) -> serde.serializer().serialize(topic, value),
        (store, bytes) -> serde.deserializer().deserialize(topic, bytes));
  }
}
