package io.lexiseg.processor.config;

import java.util.Map;
import java.util.Optional;

/**
 * How the processor meets Kafka.
 *
 * @param bootstrapServers brokers, {@code host:port,...}
 * @param schemaRegistryUrl where the schemas lie
 * @param applicationId beginning of the consumer groups' names
 * @param instanceId name this process keeps over restarts; empty: a new one each time
 * @param guarantee what a crash does to results
 * @param clients further properties for every Kafka client; none that the processor sets itself
 * @param registry further properties for the client of the schema registry
 */
public record KafkaSettings(
    String bootstrapServers,
    String schemaRegistryUrl,
    String applicationId,
    Optional<String> instanceId,
    Guarantee guarantee,
    Map<String, String> clients,
    Map<String, String> registry) {

  /** What a crash does to results. */
  public enum Guarantee {
    /** None is lost, some may come twice. */
    AT_LEAST_ONCE("at-least-once"),
    /** None is lost and none comes twice, for readers with {@code read_committed}. */
    EXACTLY_ONCE("exactly-once");

    private final String text;

    Guarantee(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Copies the maps. */
  public KafkaSettings {
    clients = Map.copyOf(clients);
    registry = Map.copyOf(registry);
  }
}
