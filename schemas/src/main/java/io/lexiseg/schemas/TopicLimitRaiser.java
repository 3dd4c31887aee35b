package io.lexiseg.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/** Raises limits of topics that are lower than records need; all else stays as it is. */
public final class TopicLimitRaiser {
  private static final String LIMIT = "max.message.bytes";

  private TopicLimitRaiser() {}

  /**
   * Raises what is too low.
   *
   * @param admin stays open
   * @param definitions of topics that exist
   * @return names of the topics whose limit was raised, in the order of the definitions
   * @throws KafkaException when the cluster refuses or does not answer
   */
  public static List<String> raise(Admin admin, Collection<TopicDefinition> definitions) {
    Map<ConfigResource, Config> found =
        await(
            admin
                .describeConfigs(definitions.stream().map(TopicLimitRaiser::resource).toList())
                .all());
    List<String> raised = new ArrayList<>();
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (TopicDefinition topic : definitions) {
      String expected = topic.config().get(LIMIT);
      Config config = Objects.requireNonNull(found.get(resource(topic)));
      String limit = config.get(LIMIT).value();
      if (expected != null && Long.parseLong(limit) < Long.parseLong(expected)) {
        ConfigEntry entry = new ConfigEntry(LIMIT, expected);
        changes.put(resource(topic), List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
        raised.add(topic.name());
      }
    }
    await(admin.incrementalAlterConfigs(changes).all());
    return raised;
  }

  private static ConfigResource resource(TopicDefinition topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e); // restores the flag
    } catch (ExecutionException e) {
      throw new KafkaException("raising limits of topics failed: " + e.getMessage(), e.getCause());
    }
  }
}
