package io.lexiseg.cli.client.connection;

import io.lexiseg.schemas.UndecodableRecordException;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what keeps records from being read: the first of a kind at once, then at most one
 * line in ten seconds.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class ReadingTroubles {
  private static final Logger LOGGER = LoggerFactory.getLogger(ReadingTroubles.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private long skipped;
  private Optional<Long> skipTold = Optional.empty();
  private Optional<Long> away = Optional.empty();
  private Optional<Long> awayTold = Optional.empty();

  /**
   * Creates one that has nothing to tell.
   *
   * @param nanoTime a clock like {@link System#nanoTime()}
   */
  public ReadingTroubles(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A record is none of its topic and is passed over. */
  public void skipped(ConsumerRecord<?, ?> record, UndecodableRecordException cause) {
    skipped++;
    if (isDue(skipTold)) {
      skipTold = Optional.of(nanoTime.getAsLong());
      LOGGER.warn(
          "record skipped, {} so far: {} partition {} offset {}: {}",
          skipped,
          record.topic(),
          record.partition(),
          record.offset(),
          cause.getMessage());
    }
  }

  /** The registry does not say what a record is; it is asked again. */
  public void waiting(RegistryUnavailableException cause) {
    long now = nanoTime.getAsLong();
    away = Optional.of(away.orElse(now));
    if (isDue(awayTold)) {
      awayTold = Optional.of(now);
      LOGGER.warn("schema registry away, waiting for it: {}", text(cause));
    }
  }

  /** The registry answers. */
  public void answered() {
    awayTold.ifPresent(told -> LOGGER.warn("schema registry is back"));
    away = Optional.empty();
    awayTold = Optional.empty();
  }

  /** How long the registry has been away. */
  public Duration awayFor() {
    return Duration.ofNanos(away.map(since -> nanoTime.getAsLong() - since).orElse(0L));
  }

  /** How many records were passed over. */
  public long skipped() {
    return skipped;
  }

  private boolean isDue(Optional<Long> told) {
    return told.isEmpty() || nanoTime.getAsLong() - told.get() >= PAUSE.toNanos();
  }

  private static String text(RegistryUnavailableException failure) {
    Throwable cause = failure.getCause();
    return failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
  }
}
