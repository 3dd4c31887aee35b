package io.lexiseg.schemas;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics a cluster lacks; what exists stays as it is. */
public final class TopicCreator {
  private static final int WAIT_SECONDS = 60;

  private TopicCreator() {}

  /**
   * Creates missing topics and waits until the cluster has them.
   *
   * @param admin stays open
   * @param replicas copies of each partition, at least 1
   * @return names of the topics that were created, in the order of the definitions
   * @throws KafkaException when the cluster refuses or does not answer within a minute
   */
  public static List<String> createMissing(
      Admin admin, Collection<TopicDefinition> definitions, short replicas) {
    Set<String> existing = await(admin.listTopics().names(), "listing topics");
    List<TopicDefinition> missing =
        definitions.stream().filter(topic -> !existing.contains(topic.name())).toList();
    admin
        .createTopics(missing.stream().map(topic -> topic.newTopic(replicas)).toList())
        .values()
        .forEach((name, creation) -> awaitCreation(creation, name));
    List<String> created = missing.stream().map(TopicDefinition::name).toList();
    awaitKnown(admin, created);
    return created;
  }

  /**
   * How many partitions topics have.
   *
   * @throws KafkaException when the cluster refuses, or does not have them
   */
  public static Map<String, Integer> partitions(
      Admin admin, Collection<TopicDefinition> definitions) {
    List<String> names = definitions.stream().map(TopicDefinition::name).toList();
    Map<String, Integer> partitions = new HashMap<>();
    await(admin.describeTopics(names).allTopicNames(), "describing topics")
        .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    return partitions;
  }

  /** Brokers hear of topics a moment after the controller has made them. */
  private static void awaitKnown(Admin admin, List<String> topics) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!areKnown(admin, topics)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException(
            "topics %s: created, but unknown after %d s".formatted(topics, WAIT_SECONDS));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static boolean areKnown(Admin admin, List<String> topics) {
    try {
      var unused = await(admin.describeTopics(topics).allTopicNames(), "describing topics");
      return true;
    } catch (KafkaException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static void awaitCreation(KafkaFuture<Void> creation, String topic) {
    try {
      await(creation, "creating topic " + topic);
    } catch (KafkaException e) {
      // Two that start at once both find it missing; either may win.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException(
          what + " failed: " + Optional.ofNullable(e.getCause()).orElse(e).getMessage(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException(what + ": no answer within " + WAIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }
}
