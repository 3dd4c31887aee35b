package io.lexiseg.quickstart.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic of records.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class TopicReader<T extends SpecificRecord> implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(TopicReader.class);

  private final Consumer<String, T> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(Consumer<String, T> consumer, String topic) {
    this.consumer = consumer;
    this.partitions = KafkaConnection.partitions(consumer, List.of(topic));
    consumer.assign(partitions);
  }

  /** Reads a topic from its beginning. */
  public static <T extends SpecificRecord> TopicReader<T> fromBeginning(
      KafkaConnection connection, String topic, Class<T> type) {
    return new TopicReader<>(connection.consumer(connection.deserializer(type), Map.of()), topic);
  }

  /** Reads what comes from now on. */
  public static <T extends SpecificRecord> TopicReader<T> fromNow(
      KafkaConnection connection, String topic, Class<T> type) {
    TopicReader<T> reader = fromBeginning(connection, topic, type);
    reader.consumer.seekToEnd(reader.partitions);
    reader.partitions.forEach(reader.consumer::position);
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
    for (ConsumerRecord<String, T> record : poll(patience)) {
      seen.accept(record.key(), record.value());
    }
  }

  /** Passes over a record that is none of its topic; a registry that is away is waited for. */
  private ConsumerRecords<String, T> poll(Duration patience) {
    try {
      return consumer.poll(patience);
    } catch (RecordDeserializationException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException) {
          throw e;
        }
      }
      LOGGER.warn("passed over record place={}@{}", e.topicPartition(), e.offset(), e);
      consumer.seek(e.topicPartition(), e.offset() + 1);
      return ConsumerRecords.empty();
    }
  }

  /** What is left up to the end of the topic as it is now. */
  public List<T> rest(Duration patience) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<T> values = new ArrayList<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      values.addAll(read(patience));
    }
    return values;
  }

  /** The newest record under each key, in order of last change; what a compacted topic says now. */
  public List<T> table(Duration patience) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, T> table = new LinkedHashMap<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<String, T> record : poll(patience)) {
        table.remove(record.key());
        if (record.value() != null) {
          table.put(record.key(), record.value());
        }
      }
    }
    return List.copyOf(table.values());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
