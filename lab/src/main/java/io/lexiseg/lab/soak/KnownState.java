package io.lexiseg.lab.soak;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What an operator sees before sending a command: vocabularies and bindings as they are now.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class KnownState implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConnection connection;
  private final Consumer<String, byte[]> consumer;
  private final Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
  private final Map<String, CameraBinding> bindings = new LinkedHashMap<>();

  KnownState(KafkaConnection connection) {
    this.connection = connection;
    this.consumer = connection.consumer(new ByteArrayDeserializer(), Map.of());
    consumer.assign(
        List.of(
            new TopicPartition(Topics.VOCABULARIES, 0),
            new TopicPartition(Topics.CAMERA_BINDINGS, 0)));
  }

  /** Reads on to the end of the topics. */
  void refresh() {
    for (var records = consumer.poll(POLL); !records.isEmpty(); records = consumer.poll(POLL)) {
      records.forEach(this::enter);
    }
  }

  private void enter(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topics.VOCABULARIES)) {
      vocabularies.remove(record.key());
      if (record.value() != null) {
        vocabularies.put(
            record.key(),
            connection.deserializer(Vocabulary.class).deserialize(record.topic(), record.value()));
      }
    } else {
      bindings.remove(record.key());
      if (record.value() != null) {
        bindings.put(
            record.key(),
            connection
                .deserializer(CameraBinding.class)
                .deserialize(record.topic(), record.value()));
      }
    }
  }

  Optional<Vocabulary> vocabulary(String id) {
    return Optional.ofNullable(vocabularies.get(id));
  }

  List<CameraBinding> bindings() {
    return List.copyOf(bindings.values());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
