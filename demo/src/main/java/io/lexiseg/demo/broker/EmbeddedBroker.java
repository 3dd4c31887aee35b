package io.lexiseg.demo.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexiseg.schemas.TopicCreator;
import io.lexiseg.schemas.TopicDefinition;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker with its controller in this process, on the loopback address, with every
 * topic of {@link Topics}. Started and closed by one thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
  // Always the same, so that a broker can start again in its folder.
  private static final String CLUSTER_ID = "bGV4aXNlZy1kZW1vLTAwMQ";

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and creates the topics it lacks; returns when clients can use them.
   *
   * @throws BrokerException when the port is taken, the folder cannot be written or the broker does
   *     not come up
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    int port = Ports.free(settings.port());
    Path folder = writable(settings.folder());
    Properties properties = BrokerProperties.of(folder, port, Ports.free(0));
    properties.put(
        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
        String.valueOf(settings.abortInterval().toMillis()));
    format(folder);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    EmbeddedBroker broker = new EmbeddedBroker(server, "127.0.0.1:" + port);
    try {
      server.startup();
      broker.createTopics(settings.partitions());
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw new BrokerException(
          "broker: start on 127.0.0.1:%d in %s failed: %s".formatted(port, folder, e.getMessage()),
          e);
    }
  }

  /** Returns what clients take as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker; its folder stays. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      server.shutdown();
      server.awaitShutdown();
    }
  }

  private void createTopics(int partitions) {
    List<TopicDefinition> topics =
        Topics.all().stream()
            .map(topic -> topic.withPartitions(Math.min(partitions, topic.partitions())))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicCreator.createMissing(admin, topics, (short) 1);
    }
  }

  private static Path writable(Path folder) {
    try {
      Path created = Files.createDirectories(folder.toAbsolutePath());
      if (!Files.isWritable(created)) {
        throw new BrokerException("broker: expected a writable folder, found " + created);
      }
      return created;
    } catch (IOException e) {
      throw new BrokerException("broker: folder %s cannot be made".formatted(folder), e);
    }
  }

  static void format(Path folder) {
    try {
      new Formatter()
          .setNodeId(BrokerProperties.NODE_ID)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .setClusterId(CLUSTER_ID)
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .addDirectory(folder.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) { // what the formatter declares; it ends the start either way
      throw new BrokerException(
          "broker: folder %s cannot be formatted: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
