package io.lexiseg.lab.system;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Broker and registry in a JVM of their own, with a connection to them.
 *
 * @param bootstrapServers of the broker
 * @param registryUrl of the registry
 * @param connection closed with the server
 */
public record Server(
    ChildProcess process, String bootstrapServers, String registryUrl, KafkaConnection connection)
    implements AutoCloseable {

  /** Starts an empty one that keeps its records in a new folder. */
  public static Server start(Path folder) throws IOException {
    return start(folder, BrokerSettings.in(folder.resolve("broker")));
  }

  /**
   * Starts an empty one.
   *
   * @param folder for its log
   * @param broker its port is not heeded
   */
  public static Server start(Path folder, BrokerSettings broker) throws IOException {
    ChildProcess process =
        ChildProcess.start(
            folder.resolve("server.log"),
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            ServerMain.class,
            List.of(
                broker.folder().toString(),
                String.valueOf(broker.partitions()),
                String.valueOf(broker.abortInterval().toMillis())));
    String[] addresses = process.firstLine().split(" ");
    return new Server(
        process, addresses[0], addresses[1], KafkaConnection.open(addresses[0], addresses[1]));
  }

  /** Opens a producer of bytes, the caller's to close. */
  public Producer<String, byte[]> rawProducer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() {
    connection.close();
    process.close();
  }
}
