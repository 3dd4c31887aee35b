package io.lexiseg.quickstart.client;

import io.lexiseg.quickstart.FailedException;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker and its schema registry.
 *
 * <p><b>Ownership:</b> producers and consumers belong to the caller and must be closed before the
 * connection.
 */
public final class KafkaConnection implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final String bootstrapServers;
  private final AvroSerdes serdes;

  private KafkaConnection(String bootstrapServers, AvroSerdes serdes) {
    this.bootstrapServers = bootstrapServers;
    this.serdes = serdes;
  }

  /**
   * Connects.
   *
   * @param bootstrapServers {@code host:port}, several separated by commas
   * @param registryUrl address of the schema registry; it is asked at the first record
   * @throws FailedException if no broker answers within ten seconds
   */
  public static KafkaConnection open(String bootstrapServers, String registryUrl) {
    requireBroker(bootstrapServers);
    return new KafkaConnection(bootstrapServers, AvroSerdes.open(registryUrl));
  }

  private static void requireBroker(String bootstrapServers) {
    try (Admin admin = Admin.create(adminSettings(bootstrapServers))) {
      admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("broker " + bootstrapServers + ": interrupted", e);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new FailedException(
          "broker %s: expected an answer within %d s, got none; is it running, and is --bootstrap right?"
              .formatted(bootstrapServers, PATIENCE_SECONDS),
          e);
    }
  }

  private static Map<String, Object> adminSettings(String bootstrapServers) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "default.api.timeout.ms",
        PATIENCE_SECONDS * 1000,
        "request.timeout.ms",
        PATIENCE_SECONDS * 1000);
  }

  /** Opens an administration client. */
  public Admin admin() {
    return Admin.create(adminSettings(bootstrapServers));
  }

  /** Opens a producer that waits for every replica and neither loses nor doubles. */
  public <T extends SpecificRecord> Producer<String, T> producer(Class<T> type) {
    return producer(type, Map.of());
  }

  /** As the other, with further settings of the producer. */
  <T extends SpecificRecord> Producer<String, T> producer(
      Class<T> type, Map<String, Object> further) {
    Map<String, Object> settings =
        new java.util.HashMap<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "max.request.size",
                Topics.MAX_DEAD_LETTER_BYTES,
                "max.block.ms",
                30_000,
                "linger.ms",
                0));
    settings.putAll(further);
    return new KafkaProducer<>(settings, new StringSerializer(), serdes.serde(type).serializer());
  }

  /** Opens a consumer without a group; it sees committed records only. */
  public <T> Consumer<String, T> consumer(Deserializer<T> values, Map<String, Object> further) {
    Map<String, Object> settings =
        new java.util.HashMap<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "max.partition.fetch.bytes",
                Topics.MAX_DEAD_LETTER_BYTES,
                "fetch.max.bytes",
                2 * Topics.MAX_DEAD_LETTER_BYTES));
    settings.putAll(further);
    return new KafkaConsumer<>(settings, new StringDeserializer(), values);
  }

  /** A deserializer of a record class. */
  public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
    return serdes.serde(type).deserializer();
  }

  /**
   * Every partition of some topics.
   *
   * @throws FailedException if a topic does not exist
   */
  static List<TopicPartition> partitions(Consumer<?, ?> consumer, Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      var found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new FailedException(
            "topic %s: expected to exist, found none; has a processor ever run here?"
                .formatted(topic));
      }
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  /** What a future's failure was about. */
  static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  @Override
  public void close() {
    serdes.close();
  }
}
