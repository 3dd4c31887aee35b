package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads which cameras publish frames, from now on. Nothing is decoded.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class ArrivalReader implements AutoCloseable {
  private final Consumer<String, byte[]> consumer;

  /** Hears of frames. */
  @FunctionalInterface
  public interface Listener {
    /** A frame came; the key is the camera's id. */
    void arrived(String key, int partition, long offset);
  }

  /** Begins with what comes from now on. */
  public ArrivalReader(KafkaConnection connection) {
    this.consumer = connection.consumer(new ByteArrayDeserializer(), Map.of());
    List<TopicPartition> partitions = KafkaConnection.partitions(consumer, List.of(Topics.FRAMES));
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking is lazy: the end is the end of now
  }

  /** Waits at most this long for frames; those without a key are of no camera. */
  public void read(Duration patience, Listener listener) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      if (record.key() != null) {
        listener.arrived(record.key(), record.partition(), record.offset());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
