package io.lexiseg.processor.running;

import io.lexiseg.processor.config.KafkaSettings;
import io.lexiseg.processor.deadletter.DeadLetterHandler;
import io.lexiseg.processor.health.HealthBoard;
import io.lexiseg.processor.health.StreamsWatch;
import io.lexiseg.processor.topic.TopicLimits;
import io.lexiseg.processor.topology.StreamFaults;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Makes Kafka Streams of topologies: their state is on the board, and they go on after faults that
 * a new thread heals.
 */
public final class StreamsStart {
  private final TopicLimits limits;
  private final StreamFaults faults;
  private final HealthBoard board;
  private final Consumer<Throwable> failures;

  /**
   * Makes nothing yet.
   *
   * @param failures hears what no new thread heals
   */
  public StreamsStart(
      TopicLimits limits, StreamFaults faults, HealthBoard board, Consumer<Throwable> failures) {
    this.limits = limits;
    this.faults = faults;
    this.board = board;
    this.failures = failures;
  }

  /** Makes one, not started; the caller closes it. */
  public KafkaStreams streams(
      String name, Topology topology, Properties settings, KafkaClientSupplier clients) {
    settings.put(DeadLetterHandler.LIMITS, limits);
    KafkaStreams streams = new KafkaStreams(topology, settings, clients);
    StreamsWatch watch = new StreamsWatch(name, System::nanoTime);
    streams.setStateListener(watch);
    board.awaits("starting", watch::starting);
    board.awaits(name + " not running", watch::trouble);
    streams.setUncaughtExceptionHandler(
        cause -> {
          if (faults.heals(cause)) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
          }
          failures.accept(cause);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    return streams;
  }

  /** Who keeps its name comes back for its partitions; of others they are free at once. */
  public static CloseOptions closing(KafkaSettings kafka, Duration timeout) {
    return CloseOptions.timeout(timeout)
        .withGroupMembershipOperation(
            kafka.instanceId().isPresent()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP);
  }
}
