package io.lexiseg.processor.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings given for all Kafka clients together, as each kind of client takes them: what it knows,
 * what nobody knows and therefore belongs to a plug-in, and above all what is led by its own name.
 *
 * @param properties by Kafka's names, some led by {@code producer.}, {@code consumer.} or {@code
 *     admin.}; those led by other kinds are for Kafka Streams alone
 */
public record ClientProperties(Map<String, String> properties) {
  private static final String PRODUCER = "producer.";
  private static final String CONSUMER = "consumer.";
  private static final String ADMIN = "admin.";

  private static final Set<String> KINDS =
      Set.of(
          PRODUCER,
          CONSUMER,
          ADMIN,
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.TOPIC_PREFIX);

  /** Copies the map. */
  public ClientProperties {
    properties = Map.copyOf(properties);
  }

  /** What a producer is told. */
  public Map<String, Object> producer() {
    return of(PRODUCER, ProducerConfig.configNames());
  }

  /** What a consumer is told. */
  public Map<String, Object> consumer() {
    return of(CONSUMER, ConsumerConfig.configNames());
  }

  /** What an administration client is told. */
  public Map<String, Object> admin() {
    return of(ADMIN, AdminClientConfig.configNames());
  }

  private Map<String, Object> of(String kind, Set<String> known) {
    Map<String, Object> settings = new HashMap<>();
    properties.forEach(
        (key, value) -> {
          if (known.contains(key) || isPlugIns(key)) {
            settings.put(key, value);
          }
        });
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(kind)) {
            settings.put(key.substring(kind.length()), value);
          }
        });
    return settings;
  }

  private static boolean isPlugIns(String key) {
    return KINDS.stream().noneMatch(key::startsWith)
        && Stream.of(
                ProducerConfig.configNames(),
                ConsumerConfig.configNames(),
                AdminClientConfig.configNames(),
                StreamsConfig.configDef().names())
            .noneMatch(names -> names.contains(key));
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return properties.keySet().toString();
  }
}
