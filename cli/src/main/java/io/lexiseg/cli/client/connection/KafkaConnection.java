package io.lexiseg.cli.client.connection;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

  private final ClusterSettings settings;
  private final AvroSerdes serdes;

  private KafkaConnection(ClusterSettings settings, AvroSerdes serdes) {
    this.settings = settings;
    this.serdes = serdes;
  }

  /** Connects to a cluster that anybody may use, see {@link #open(ClusterSettings)}. */
  public static KafkaConnection open(String bootstrapServers, String registryUrl) {
    return open(ClusterSettings.of(bootstrapServers, registryUrl));
  }

  /**
   * Connects; the registry is asked at the first record.
   *
   * @throws FailedException if no broker answers within ten seconds, or it lets nobody in
   */
  public static KafkaConnection open(ClusterSettings settings) {
    requireBroker(settings);
    return new KafkaConnection(
        settings, AvroSerdes.open(settings.registryUrl(), settings.registry()));
  }

  private static void requireBroker(ClusterSettings settings) {
    try (Admin admin = Admin.create(adminSettings(settings))) {
      admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("broker %s: interrupted".formatted(settings.bootstrapServers()), e);
    } catch (KafkaException e) {
      throw new FailedException(ClusterTrouble.ofSettings(e), e);
    } catch (ExecutionException | TimeoutException e) {
      throw ClusterTrouble.of(e, settings)
          .map(trouble -> new FailedException(trouble, e))
          .orElseGet(
              () ->
                  new FailedException(
                      "broker %s: expected an answer within %d s, got none; is it running, is its address right, and kafka.security.protocol?"
                          .formatted(settings.bootstrapServers(), PATIENCE_SECONDS),
                      e));
    }
  }

  private static Map<String, Object> adminSettings(ClusterSettings settings) {
    Map<String, Object> all = settings.kafka().admin();
    all.put("bootstrap.servers", settings.bootstrapServers());
    all.put("default.api.timeout.ms", PATIENCE_SECONDS * 1000);
    all.put("request.timeout.ms", PATIENCE_SECONDS * 1000);
    return all;
  }

  /** How this cluster is reached. */
  public ClusterSettings settings() {
    return settings;
  }

  /** Opens an administration client. */
  public Admin admin() {
    return Admin.create(adminSettings(settings));
  }

  /** Opens a producer that waits for every replica and neither loses nor doubles. */
  public <T extends SpecificRecord> Producer<String, T> producer(Class<T> type) {
    return producer(type, Map.of());
  }

  /** As the other, with further settings of the producer. */
  public <T extends SpecificRecord> Producer<String, T> producer(
      Class<T> type, Map<String, Object> further) {
    Map<String, Object> all = new HashMap<>(Map.of("max.block.ms", 30_000, "linger.ms", 0));
    all.putAll(settings.kafka().producer());
    all.put("bootstrap.servers", settings.bootstrapServers());
    all.put("acks", "all");
    all.put("enable.idempotence", true);
    all.put("max.request.size", Topics.MAX_DEAD_LETTER_BYTES);
    all.putAll(further);
    return new KafkaProducer<>(all, new StringSerializer(), serdes.serde(type).serializer());
  }

  /** Opens a consumer without a group; it sees committed records only. */
  public <T> Consumer<String, T> consumer(Deserializer<T> values, Map<String, Object> further) {
    Map<String, Object> all = settings.kafka().consumer();
    all.put("bootstrap.servers", settings.bootstrapServers());
    all.put("isolation.level", "read_committed");
    all.put("enable.auto.commit", false);
    all.put("auto.offset.reset", "earliest");
    all.put("max.partition.fetch.bytes", Topics.MAX_DEAD_LETTER_BYTES);
    all.put("fetch.max.bytes", 2 * Topics.MAX_DEAD_LETTER_BYTES);
    all.putAll(further);
    return new KafkaConsumer<>(all, new StringDeserializer(), values);
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
  public static List<TopicPartition> partitions(
      Consumer<?, ?> consumer, Collection<String> topics) {
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
  public static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  @Override
  public void close() {
    serdes.close();
  }
}
