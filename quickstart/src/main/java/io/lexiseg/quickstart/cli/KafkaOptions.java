package io.lexiseg.quickstart.cli;

import io.lexiseg.quickstart.client.KafkaConnection;
import picocli.CommandLine.Option;

/** Where broker and schema registry are. */
final class KafkaOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka brokers, separated by commas (${DEFAULT-VALUE}).")
  String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "http://localhost:8081",
      description = "Schema registry (${DEFAULT-VALUE}).")
  String registry;

  KafkaConnection connect() {
    return KafkaConnection.open(bootstrap, registry);
  }
}
