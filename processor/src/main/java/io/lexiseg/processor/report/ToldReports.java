package io.lexiseg.processor.report;

import io.lexiseg.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads under which keys the topic of statuses holds something, up to its end as it is then. */
public final class ToldReports implements Supplier<Map<String, Instant>> {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<Consumer<String, byte[]>> opening;

  /**
   * Creates a reader that reads nothing yet.
   *
   * @param opening opens a consumer of committed records that subscribes to nothing
   */
  public ToldReports(Supplier<Consumer<String, byte[]>> opening) {
    this.opening = opening;
  }

  /**
   * Keys with the time of their newest record.
   *
   * @throws org.apache.kafka.common.KafkaException if the topic cannot be read
   */
  @Override
  public Map<String, Instant> get() {
    Map<String, Instant> told = new HashMap<>();
    try (Consumer<String, byte[]> consumer = opening.get()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.VOCABULARY_STATUS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> note(record, told));
      }
    }
    return told;
  }

  private static void note(ConsumerRecord<String, byte[]> record, Map<String, Instant> told) {
    if (record.key() != null && record.value() == null) {
      told.remove(record.key());
    } else if (record.key() != null) {
      told.put(record.key(), Instant.ofEpochMilli(record.timestamp()));
    }
  }
}
