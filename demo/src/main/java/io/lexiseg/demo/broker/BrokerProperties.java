package io.lexiseg.demo.broker;

import io.lexiseg.schemas.Topics;
import java.nio.file.Path;
import java.util.Properties;

/** Settings of a Kafka broker and controller in one small process: 32 MB of heap suffice. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Properties of(Path folder, int port, int controllerPort) {
    Properties properties = new Properties();
    addIdentity(properties, folder, port, controllerPort);
    addSingleReplica(properties);
    addLimits(properties);
    return properties;
  }

  private static void addIdentity(
      Properties properties, Path folder, int port, int controllerPort) {
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", String.valueOf(NODE_ID));
    properties.put("log.dirs", folder.toString());
    properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(port, CONTROLLER_LISTENER, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
  }

  private static void addSingleReplica(Properties properties) {
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "2");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("auto.create.topics.enable", "false");
  }

  private static void addLimits(Properties properties) {
    properties.put("message.max.bytes", String.valueOf(Topics.MAX_DEAD_LETTER_BYTES));
    properties.put("replica.fetch.max.bytes", String.valueOf(Topics.MAX_DEAD_LETTER_BYTES));
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("log.cleaner.threads", "1");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "2");
    properties.put("num.recovery.threads.per.data.dir", "1");
    properties.put("background.threads", "2");
  }
}
