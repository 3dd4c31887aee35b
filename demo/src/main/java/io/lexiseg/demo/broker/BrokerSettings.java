package io.lexiseg.demo.broker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What distinguishes one embedded broker from another.
 *
 * @param folder where it keeps its log; created when missing, kept on close; a broker that starts
 *     in the folder of an earlier one carries on with its records
 * @param port port on the loopback address; 0 for any free one
 * @param partitions upper bound on the partitions of each topic, at least 1; one machine needs
 *     fewer than the recommendation for a cluster
 * @param abortInterval how often it looks for transactions that were open for too long
 */
public record BrokerSettings(Path folder, int port, int partitions, Duration abortInterval) {
  private static final int DEFAULT_PARTITIONS = 4;
  private static final int LARGEST_PORT = 65_535;

  /** What a crash left open holds its successor up; Kafka's default is ten seconds. */
  private static final Duration ABORT_INTERVAL = Duration.ofSeconds(1);

  public BrokerSettings {
    if (port < 0 || port > LARGEST_PORT || partitions < 1) {
      throw new IllegalArgumentException(
          "broker: expected port 0..65535 and at least 1 partition, got %d and %d"
              .formatted(port, partitions));
    }
  }

  /** Returns settings for any free port. */
  public static BrokerSettings in(Path folder) {
    return new BrokerSettings(folder, 0, DEFAULT_PARTITIONS, ABORT_INTERVAL);
  }

  /** Returns these settings with another port. */
  public BrokerSettings withPort(int otherPort) {
    return new BrokerSettings(folder, otherPort, partitions, abortInterval);
  }

  /** Returns these settings with another bound on partitions. */
  public BrokerSettings withPartitions(int otherPartitions) {
    return new BrokerSettings(folder, port, otherPartitions, abortInterval);
  }

  /** Returns these settings with another interval. */
  public BrokerSettings withAbortInterval(Duration otherInterval) {
    return new BrokerSettings(folder, port, partitions, otherInterval);
  }
}
