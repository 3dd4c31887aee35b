package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic of records. One that is none of the topic is passed over and told; while the
 * registry is away, what it has to explain is waited for.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class TopicReader<T extends SpecificRecord> implements AutoCloseable {
  /** How long whoever wants a whole topic waits for the registry. */
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(20);

  private final Consumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final DecodedRecords<Change<T>> records;

  /** One record; without a value it says that its key is gone. */
  private record Change<T>(String key, @Nullable T value) {}

  TopicReader(Consumer<String, byte[]> consumer, String topic, Deserializer<T> deserializer) {
    this.consumer = consumer;
    this.partitions = KafkaConnection.partitions(consumer, List.of(topic));
    this.records = new DecodedRecords<>(consumer, record -> change(record, deserializer));
    consumer.assign(partitions);
  }

  private static <T> Change<T> change(
      ConsumerRecord<String, byte[]> record, Deserializer<T> deserializer) {
    if (record.key() == null) {
      throw new UndecodableRecordException(record.topic() + ": expected a key, found none");
    }
    return new Change<>(record.key(), deserializer.deserialize(record.topic(), record.value()));
  }

  /** Reads a topic from its beginning. */
  public static <T extends SpecificRecord> TopicReader<T> fromBeginning(
      KafkaConnection connection, String topic, Class<T> type) {
    return new TopicReader<>(
        connection.consumer(new ByteArrayDeserializer(), Map.of()),
        topic,
        connection.deserializer(type));
  }

  /** Reads what comes from now on. */
  public static <T extends SpecificRecord> TopicReader<T> fromNow(
      KafkaConnection connection, String topic, Class<T> type) {
    TopicReader<T> reader = fromBeginning(connection, topic, type);
    reader.consumer.seekToEnd(reader.partitions);
    reader.partitions.forEach(reader.consumer::position);
    return reader;
  }

  /** Reads what was written at a time or later, by the times of the records. */
  public static <T extends SpecificRecord> TopicReader<T> since(
      KafkaConnection connection, String topic, Class<T> type, Instant from) {
    TopicReader<T> reader = fromNow(connection, topic, type);
    Map<TopicPartition, Long> times = new HashMap<>();
    reader.partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    reader
        .consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found != null) { // else nothing is as young
                reader.consumer.seek(partition, found.offset());
              }
            });
    return reader;
  }

  /** Waits at most this long for records. */
  public List<T> read(Duration patience) {
    List<T> values = new ArrayList<>();
    changes(
        patience,
        (key, value) -> {
          if (value != null) {
            values.add(value);
          }
        });
    return values;
  }

  /** Waits at most this long for records; one without a value says that its key is gone. */
  public void changes(Duration patience, BiConsumer<String, @Nullable T> seen) {
    records.read(patience, change -> seen.accept(change.key(), change.value()));
  }

  /**
   * What is left up to the end of the topic as it is now.
   *
   * @throws io.lexiseg.schemas.connection.RegistryUnavailableException if the registry is away for
   *     long
   */
  public List<T> rest(Duration patience) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<T> values = new ArrayList<>();
    while (records.isBefore(ends)) {
      records.read(
          patience,
          REGISTRY_PATIENCE,
          change -> {
            if (change.value() != null) {
              values.add(change.value());
            }
          });
    }
    return values;
  }

  /**
   * The newest record under each key, in order of last change; what a compacted topic says now.
   *
   * @throws io.lexiseg.schemas.connection.RegistryUnavailableException if the registry is away for
   *     long
   */
  public List<T> table(Duration patience) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, T> table = new LinkedHashMap<>();
    while (records.isBefore(ends)) {
      records.read(
          patience,
          REGISTRY_PATIENCE,
          change -> {
            table.remove(change.key());
            if (change.value() != null) {
              table.put(change.key(), change.value());
            }
          });
    }
    return List.copyOf(table.values());
  }

  /** How many records were passed over so far because they are none of the topic. */
  public long skipped() {
    return records.skipped();
  }

  @Override
  public void close() {
    records.close();
  }
}
