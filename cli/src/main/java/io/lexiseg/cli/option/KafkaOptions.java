package io.lexiseg.cli.option;

import io.lexiseg.cli.client.connection.ClusterSettings;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.processor.config.ConfigSources;
import io.lexiseg.processor.config.ProcessorProperty;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where broker and schema registry are, and how to get in. */
public final class KafkaOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties of the processor; later wins: file, LEXISEG_..., options.")
  private @Nullable Path file;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, separated by commas (localhost:9092).")
  private @Nullable String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema registry (http://localhost:8081).")
  private @Nullable String registry;

  @Option(
      names = "--kafka",
      paramLabel = "NAME=VALUE",
      description = "Setting of the Kafka clients, as kafka.NAME in the file.")
  private Map<String, String> kafkaSettings = Map.of();

  @Option(
      names = "--registry-setting",
      paramLabel = "NAME=VALUE",
      description = "Setting of the schema registry's client, as registry.NAME in the file.")
  private Map<String, String> registrySettings = Map.of();

  /** What all sources say together; a usage problem where they make no sense. */
  public ClusterSettings settings() {
    return settings(System.getenv());
  }

  ClusterSettings settings(Map<String, String> environment) {
    return Checks.usage(() -> ClusterSettings.from(properties(environment)));
  }

  /** The properties of all sources; a usage problem where the file cannot be read. */
  public Map<String, String> properties(Map<String, String> environment) {
    return Checks.usage(
        () -> ConfigSources.gather(Optional.ofNullable(file), environment, commandLine()));
  }

  private Map<String, String> commandLine() {
    Map<String, String> properties = new TreeMap<>();
    kafkaSettings.forEach(
        (key, value) -> properties.put(ProcessorProperty.KAFKA_PREFIX + key, value));
    registrySettings.forEach(
        (key, value) -> properties.put(ProcessorProperty.REGISTRY_PREFIX + key, value));
    Optional.ofNullable(bootstrap)
        .ifPresent(value -> properties.put(ProcessorProperty.BOOTSTRAP_SERVERS.key(), value));
    Optional.ofNullable(registry)
        .ifPresent(value -> properties.put(ProcessorProperty.SCHEMA_REGISTRY_URL.key(), value));
    return properties;
  }

  public KafkaConnection connect() {
    return KafkaConnection.open(settings());
  }
}
