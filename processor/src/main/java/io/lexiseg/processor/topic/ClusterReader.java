package io.lexiseg.processor.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at topics and their settings.
 *
 * <p><b>Threads:</b> safe. <b>Errors:</b> a cluster that does not answer is a {@link
 * KafkaException}.
 */
public final class ClusterReader implements AutoCloseable {
  private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

  /** What brokers allow where nobody changed it, or who asks may not know. */
  private static final Duration STANDARD_LONGEST_TRANSACTION = Duration.ofMinutes(15);

  private final Admin admin;

  /** Creates a reader that closes its client. */
  public ClusterReader(Admin admin) {
    this.admin = admin;
  }

  /** Number of partitions; empty: there is no such topic. */
  public Optional<Integer> partitions(String topic) {
    return answer(known(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)))
        .map(description -> description.partitions().size());
  }

  /** Topics whose names begin and end so. */
  List<String> topics(String beginning, String ending) {
    return answer(admin.listTopics().names()).orElseThrow().stream()
        .filter(name -> name.startsWith(beginning) && name.endsWith(ending))
        .toList();
  }

  /**
   * Largest record batch of each topic that exists, bytes; of a topic whose settings may not be
   * read, {@link Integer#MAX_VALUE}.
   */
  public Map<String, Integer> largestRecords(Collection<String> topics) {
    Map<String, Integer> found = new HashMap<>();
    admin
        .describeConfigs(topics.stream().map(ClusterReader::resource).toList())
        .values()
        .forEach(
            (resource, config) ->
                largestRecord(config).ifPresent(limit -> found.put(resource.name(), limit)));
    return found;
  }

  private static Optional<Integer> largestRecord(KafkaFuture<Config> config) {
    try {
      return answer(config).map(ClusterReader::largestRecord);
    } catch (AuthorizationException e) {
      return Optional.of(Integer.MAX_VALUE);
    }
  }

  private static int largestRecord(Config config) {
    return Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
  }

  /** Client ids of the members of a group; none: there is no such group. */
  public Set<String> clients(String group) {
    return answer(known(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)))
        .map(ClusterReader::clients)
        .orElse(Set.of());
  }

  private static Set<String> clients(ConsumerGroupDescription group) {
    return group.members().stream()
        .map(MemberDescription::clientId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How long brokers let a transaction be open at most. */
  public Duration longestTransaction() {
    try {
      Node broker = answer(admin.describeCluster().nodes()).orElseThrow().iterator().next();
      ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
      return answer(known(admin.describeConfigs(List.of(resource)).values().get(resource)))
          .map(config -> config.get(LONGEST_TRANSACTION))
          .map(entry -> Duration.ofMillis(Long.parseLong(entry.value())))
          .orElse(STANDARD_LONGEST_TRANSACTION);
    } catch (AuthorizationException e) {
      return STANDARD_LONGEST_TRANSACTION;
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  /** What was asked for is answered, if only with a failure. */
  private static <T> KafkaFuture<T> known(@Nullable KafkaFuture<T> future) {
    return Objects.requireNonNull(future);
  }

  /** Empty: there is no such topic or group. */
  private static <T> Optional<T> answer(KafkaFuture<T> future) {
    try {
      return Optional.of(future.get());
    } catch (InterruptedException e) {
      throw new InterruptException(e); // restores the flag
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
