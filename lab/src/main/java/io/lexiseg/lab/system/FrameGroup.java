package io.lexiseg.lab.system;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.utils.Utils;

/**
 * Which stream thread of which processor has which partitions of the frames.
 *
 * @param threads partitions by client id of the thread; a thread without any is left out; empty
 *     while partitions are shared out
 */
public record FrameGroup(NavigableMap<String, NavigableSet<Integer>> threads) {
  private static final String GROUP = "lexiseg" + Topics.FRAME_GROUP_SUFFIX;

  /** Asks the broker. */
  public static FrameGroup now(KafkaConnection connection)
      throws IOException, InterruptedException {
    NavigableMap<String, NavigableSet<Integer>> threads = new TreeMap<>();
    try (Admin admin = connection.admin()) {
      ConsumerGroupDescription group =
          admin
              .describeConsumerGroups(List.of(GROUP))
              .describedGroups()
              .values()
              .iterator()
              .next()
              .get();
      if (group.groupState() == GroupState.STABLE) {
        group.members().forEach(member -> enter(member, threads));
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new IOException("broker: asked for the members of " + GROUP, e.getCause());
      }
    }
    return new FrameGroup(threads);
  }

  private static void enter(MemberDescription member, Map<String, NavigableSet<Integer>> threads) {
    for (TopicPartition partition : member.assignment().topicPartitions()) {
      threads.computeIfAbsent(member.clientId(), id -> new TreeSet<>()).add(partition.partition());
    }
  }

  /** How many partitions somebody has. */
  public int partitions() {
    return threads.values().stream().mapToInt(NavigableSet::size).sum();
  }

  /** Whether a processor has partitions. */
  public boolean has(String instanceId) {
    return threads.keySet().stream().anyMatch(thread -> isOf(thread, instanceId));
  }

  private static boolean isOf(String thread, String instanceId) {
    return thread.startsWith(instanceId + Topics.FRAME_GROUP_SUFFIX);
  }

  /** Whether a processor has the partition of a camera. */
  public boolean serves(String instanceId, String cameraId, int partitions) {
    int partition = partitionOf(cameraId, partitions);
    return threads.entrySet().stream()
        .anyMatch(
            thread -> isOf(thread.getKey(), instanceId) && thread.getValue().contains(partition));
  }

  /** The partition that producers choose for a camera. */
  public static int partitionOf(String cameraId, int partitions) {
    int hash = Utils.murmur2(cameraId.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % partitions;
  }

  /**
   * A camera id that producers send to a partition.
   *
   * @param name what it begins with
   */
  public static String cameraIn(int partition, int partitions, String name) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> name + "-" + i)
        .filter(cameraId -> partitionOf(cameraId, partitions) == partition)
        .findFirst()
        .orElseThrow();
  }
}
