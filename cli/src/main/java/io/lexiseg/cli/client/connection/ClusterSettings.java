package io.lexiseg.cli.client.connection;

import io.lexiseg.processor.cluster.ClientProperties;
import io.lexiseg.processor.config.ProcessorProperty;
import io.lexiseg.schemas.connection.RegistryAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * How to reach a broker and its schema registry, told as the processor is told.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param registryUrl address of the schema registry, which may name user and password
 * @param applicationId of the processor
 * @param kafka settings of the Kafka clients
 * @param registry settings of the client of the registry
 */
public record ClusterSettings(
    String bootstrapServers,
    String registryUrl,
    String applicationId,
    ClientProperties kafka,
    Map<String, String> registry) {
  private static final String LOCAL_BROKER = "localhost:9092";
  private static final String LOCAL_REGISTRY = "http://localhost:8081";

  /** Copies the map. */
  public ClusterSettings {
    registry = Map.copyOf(registry);
  }

  /** A cluster that anybody may use. */
  public static ClusterSettings of(String bootstrapServers, String registryUrl) {
    return new ClusterSettings(
        bootstrapServers,
        registryUrl,
        ProcessorProperty.APPLICATION_ID.defaultValue().orElseThrow(),
        new ClientProperties(Map.of()),
        Map.of());
  }

  /**
   * Reads the properties of a processor; those that only it uses are passed over.
   *
   * @throws IllegalArgumentException if a processor has no such property
   */
  public static ClusterSettings from(Map<String, String> properties) {
    List<String> unknown =
        properties.keySet().stream()
            .filter(key -> !ProcessorProperty.isKnown(key))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "configuration: expected properties of the processor, found " + unknown);
    }
    return new ClusterSettings(
        text(properties, ProcessorProperty.BOOTSTRAP_SERVERS, LOCAL_BROKER),
        text(properties, ProcessorProperty.SCHEMA_REGISTRY_URL, LOCAL_REGISTRY),
        text(
            properties,
            ProcessorProperty.APPLICATION_ID,
            ProcessorProperty.APPLICATION_ID.defaultValue().orElseThrow()),
        new ClientProperties(passedOn(properties, ProcessorProperty.KAFKA_PREFIX)),
        passedOn(properties, ProcessorProperty.REGISTRY_PREFIX));
  }

  private static String text(
      Map<String, String> properties, ProcessorProperty property, String otherwise) {
    String value = properties.getOrDefault(property.key(), "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  private static Map<String, String> passedOn(Map<String, String> properties, String prefix) {
    return new TreeMap<>(Utils.entriesWithPrefix(properties, prefix));
  }

  /** Both addresses, and nothing that is secret. */
  @Override
  public String toString() {
    return "broker %s, schema registry %s"
        .formatted(bootstrapServers, RegistryAddress.parse(registryUrl));
  }
}
