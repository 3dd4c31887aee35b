package io.lexiseg.indexbuilder.service.loading;

import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prototypes in their topic. */
public final class TopicPrototypes implements PrototypeSource {
  private static final Logger LOGGER = LoggerFactory.getLogger(TopicPrototypes.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> opening;
  private final Deserializer<MadePrototype> deserializer;

  /**
   * Reads nothing yet.
   *
   * @param opening opens a consumer of committed records that subscribes to nothing
   */
  public TopicPrototypes(
      Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> opening,
      Deserializer<MadePrototype> deserializer) {
    this.opening = opening;
    this.deserializer = deserializer;
  }

  @Override
  public void read(long sinceMillis, Consumer<MadePrototype> prototypes) {
    try (var consumer = opening.get()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.PROTOTYPES).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, ends, sinceMillis);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          read(record, prototypes);
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new org.apache.kafka.common.errors.InterruptException("prototypes: interrupted");
        }
      }
    }
  }

  private static void seek(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      Map<TopicPartition, Long> ends,
      long sinceMillis) {
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, sinceMillis));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    ends.forEach(
        (partition, end) -> {
          OffsetAndTimestamp start = starts.get(partition);
          consumer.seek(partition, start == null ? end : start.offset());
        });
  }

  private void read(ConsumerRecord<String, byte[]> record, Consumer<MadePrototype> prototypes) {
    try {
      MadePrototype prototype = deserializer.deserialize(record.topic(), record.value());
      if (prototype != null) {
        prototypes.accept(prototype);
      }
    } catch (UndecodableRecordException e) { // not ours: what is missing of a set is noticed
      LOGGER.warn(
          "record skipped topic={} partition={} offset={} cause={}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
