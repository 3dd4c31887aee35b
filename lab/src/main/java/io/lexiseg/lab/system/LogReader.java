package io.lexiseg.lab.system;

import io.lexiseg.cli.client.connection.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to where it ends now, as bytes. */
public final class LogReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private LogReader() {}

  /**
   * Reads committed records.
   *
   * @param sink gets those of one partition in their order
   */
  public static void read(
      KafkaConnection connection, String topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
    try (var consumer = connection.consumer(new ByteArrayDeserializer(), Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(sink);
      }
    }
  }
}
