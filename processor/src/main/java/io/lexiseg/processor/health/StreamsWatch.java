package io.lexiseg.processor.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the state of a topology: what goes by itself while it starts is no trouble, what comes
 * later is.
 *
 * <p><b>Threads:</b> safe.
 */
public final class StreamsWatch implements KafkaStreams.StateListener {
  private static final Logger LOGGER = LoggerFactory.getLogger(StreamsWatch.class);

  private final String name;
  private final LongSupplier nanoTime;
  private volatile State state = State.CREATED;
  private volatile boolean hasRun;
  private volatile long since;

  /**
   * Creates a watch, to be set as listener before the topology starts.
   *
   * @param name of the topology, for people
   * @param nanoTime as {@link System#nanoTime()}
   */
  public StreamsWatch(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  @Override
  public void onChange(State next, State before) {
    long now = nanoTime.getAsLong();
    Duration lasted = Duration.ofNanos(now - since);
    if (before == State.RUNNING && next == State.REBALANCING) {
      LOGGER.info("{}: partitions are shared out anew", name);
    } else if (before == State.REBALANCING && next == State.RUNNING) {
      LOGGER.info("{}: {} after {} ms", name, hasRun ? "go on" : "run", lasted.toMillis());
      hasRun = true;
    }
    since = now;
    state = next;
  }

  /** Why it does not run for the first time yet. */
  public Optional<String> starting() {
    return hasRun ? Optional.empty() : Optional.of("%s %s".formatted(name, state));
  }

  /** Why it does not run any more. */
  public Optional<String> trouble() {
    return hasRun && state != State.RUNNING ? Optional.of(state.toString()) : Optional.empty();
  }
}
