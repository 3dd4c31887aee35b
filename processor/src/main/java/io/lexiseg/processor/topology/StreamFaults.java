package io.lexiseg.processor.topology;

import io.lexiseg.processor.pace.LimitsOutgrownException;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.connection.BackOff;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskAssignmentException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells faults of the world from those of the program and its settings. After the former another
 * stream thread takes the same records again; the latter end the processor.
 *
 * <p><b>Threads:</b> safe.
 */
public final class StreamFaults {
  private static final Logger LOGGER = LoggerFactory.getLogger(StreamFaults.class);

  private static final BackOff BACK_OFF =
      BackOff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** After so long without another fault, the last one is over. */
  private static final Duration OVER = Duration.ofSeconds(30);

  /** No time mends these. */
  private static final Set<Class<? extends KafkaException>> SETTINGS =
      Set.of(
          AuthenticationException.class,
          AuthorizationException.class,
          ConfigException.class,
          SerializationException.class,
          UnsupportedVersionException.class);

  /** Kafka Streams says these itself: metadata not told yet, a group that changed meanwhile. */
  private static final Set<Class<? extends StreamsException>> PASSING =
      Set.of(
          LockException.class,
          MissingSourceTopicException.class,
          TaskAssignmentException.class,
          TaskCorruptedException.class,
          TaskMigratedException.class);

  private final Runnable topics;
  private final LongSupplier nanos;
  private String last = "";
  private long lastNanos;
  private int inARow;

  /**
   * Creates the rules.
   *
   * @param topics looks at the limits of topics anew
   * @param nanos a clock
   */
  public StreamFaults(Runnable topics, LongSupplier nanos) {
    this.topics = topics;
    this.nanos = nanos;
  }

  /**
   * Whether it is enough to replace the thread that failed. Called on that thread, which it holds
   * for a while, so that threads do not come faster than the world mends.
   */
  public boolean heals(Throwable fault) {
    if (has(fault, LimitsOutgrownException.class)) {
      return true;
    }
    Throwable origin = origin(fault);
    boolean tooLarge = has(fault, RecordTooLargeException.class);
    if (!tooLarge && !isOfTheWorld(origin)) {
      return false;
    }
    LOGGER.warn("a stream thread is replaced, its records are taken again: {}", text(origin));
    LockSupport.parkNanos(pause(text(origin)).toNanos());
    if (tooLarge) {
      topics.run();
    }
    return true;
  }

  /** What failed lately, for people. */
  public synchronized Optional<String> trouble() {
    boolean lately = inARow > 0 && nanos.getAsLong() - lastNanos < OVER.toNanos();
    return lately
        ? Optional.of("a thread was replaced %d times, last: %s".formatted(inARow, last))
        : Optional.empty();
  }

  private synchronized Duration pause(String text) {
    long now = nanos.getAsLong();
    boolean again = inARow > 0 && now - lastNanos < OVER.toNanos();
    inARow = again ? inARow + 1 : 1;
    last = text;
    lastNanos = now;
    return BACK_OFF.pause(inARow);
  }

  /** What the clients say, without what Kafka Streams says around it. */
  private static Throwable origin(Throwable fault) {
    Throwable origin = fault;
    while (origin instanceof StreamsException && origin.getCause() != null) {
      origin = origin.getCause();
    }
    return origin;
  }

  private static boolean isOfTheWorld(Throwable origin) {
    return origin instanceof UnavailableException
        || PASSING.stream().anyMatch(type -> type.isInstance(origin))
        || (origin instanceof KafkaException
            && !(origin instanceof StreamsException)
            && SETTINGS.stream().noneMatch(type -> has(origin, type)));
  }

  private static boolean has(Throwable fault, Class<? extends Throwable> type) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String text(Throwable origin) {
    return "%s: %s".formatted(origin.getClass().getSimpleName(), origin.getMessage());
  }
}
