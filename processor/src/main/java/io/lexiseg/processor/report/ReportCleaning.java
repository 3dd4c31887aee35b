package io.lexiseg.processor.report;

import io.lexiseg.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reports that are older than a day and of instances or on vocabularies that are gone from
 * the topic of statuses: an instance whose name lasts no longer than its process would leave its
 * reports there for ever. Answers to commands stay: whoever takes the state of vocabularies over
 * reads them.
 */
public final class ReportCleaning implements Runnable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ReportCleaning.class);

  private static final String ANSWER = Topics.statusKey("", Topics.ANSWERS);

  /** So long the report of somebody who is away stays. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final String instanceId;
  private final Sources sources;
  private final Consumer<String> forget;
  private final Clock clock;

  /**
   * What is asked; either may fail with a {@link KafkaException}.
   *
   * @param reports record keys with the time of the newest record
   * @param instances that run now
   * @param vocabularies whether there is one of that id
   */
  public record Sources(
      Supplier<Map<String, Instant>> reports,
      Supplier<Set<String>> instances,
      Predicate<String> vocabularies) {}

  /**
   * Creates a cleaning.
   *
   * @param instanceId of this process
   * @param forget takes record keys out of the topic
   */
  public ReportCleaning(String instanceId, Sources sources, Consumer<String> forget, Clock clock) {
    this.instanceId = instanceId;
    this.sources = sources;
    this.forget = forget;
    this.clock = clock;
  }

  /** Cleans once; what cannot be asked now is left to the next time. Never on a stream thread. */
  @Override
  public void run() {
    try {
      Map<String, Instant> reports = sources.reports().get();
      // Asked last: who came meanwhile is there.
      Set<String> instances = sources.instances().get();
      if (!instances.contains(instanceId)) {
        return; // a group that does not know this process may lack others, too
      }
      Instant since = clock.instant().minus(KEPT);
      List<String> stale =
          reports.entrySet().stream()
              .filter(report -> report.getValue().isBefore(since))
              .map(Map.Entry::getKey)
              .filter(key -> isStale(key, instances))
              .sorted()
              .toList();
      stale.forEach(forget);
      if (!stale.isEmpty()) {
        LOGGER.info("reports of what is gone are removed, {} of them", stale.size());
      }
    } catch (KafkaException e) {
      LOGGER.warn("reports of what is gone cannot be removed: {}", e.getMessage());
    }
  }

  private boolean isStale(String key, Set<String> instances) {
    return !key.endsWith(ANSWER)
        && Stream.concat(instances.stream(), Stream.of(Topics.GENERATION))
            .map(instance -> Topics.statusKey("", instance))
            .filter(key::endsWith)
            .map(ending -> key.substring(0, key.length() - ending.length()))
            .noneMatch(sources.vocabularies());
  }
}
