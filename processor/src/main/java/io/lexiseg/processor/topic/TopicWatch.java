package io.lexiseg.processor.topic;

import io.lexiseg.schemas.TopicDefinition;
import io.lexiseg.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the topics of a processor: all that is wrong ends its start; later a missing topic is a
 * trouble, and lower limits are heeded.
 *
 * <p><b>Threads:</b> safe.
 */
public final class TopicWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(TopicWatch.class);

  private final ClusterReader cluster;
  private final String changelogs;
  private final String bootstrap;
  private final TopicLimits limits = new TopicLimits();
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * Creates a watch that has not looked yet.
   *
   * @param cluster stays open as long as the watch is used
   * @param changelogs beginning of the names of the vocabularies' changelogs
   * @param bootstrap brokers, for the commands that are told
   */
  public TopicWatch(ClusterReader cluster, String changelogs, String bootstrap) {
    this.cluster = cluster;
    this.changelogs = changelogs;
    this.bootstrap = bootstrap;
  }

  /**
   * Looks for the first time.
   *
   * @throws IllegalStateException if topics are missing or have lower limits than records need; the
   *     message names all of them, and the commands that mend it
   */
  public void require() {
    Map<String, Integer> found = look();
    Map<String, Integer> kept = cluster.largestRecords(cluster.topics(changelogs, "-changelog"));
    TopicCheck.problems(found, kept, bootstrap)
        .ifPresent(
            problems -> {
              throw new IllegalStateException("topics:\n  " + problems);
            });
  }

  /**
   * Looks again; to be called about twice a minute. A cluster that does not answer changes nothing.
   *
   * @param partitions told the partitions of the topic of frames
   */
  public void lookAgain(IntConsumer partitions) {
    try {
      Map<String, Integer> found = look();
      trouble =
          TopicCheck.missing(found)
              .map(missing -> missing + "; ./lexiseg topics create --bootstrap " + bootstrap);
      cluster.partitions(Topics.FRAMES).ifPresent(partitions::accept);
    } catch (KafkaException e) {
      LOGGER.debug("topics not looked at", e);
    }
  }

  private Map<String, Integer> look() {
    Map<String, Integer> found =
        cluster.largestRecords(Topics.all().stream().map(TopicDefinition::name).toList());
    limits.found(found);
    return found;
  }

  /** What results have to fit into. */
  public TopicLimits limits() {
    return limits;
  }

  /** What is missing now, and what to do; never blocks. */
  public Optional<String> trouble() {
    return trouble;
  }
}
