package io.lexiseg.processor.deadletter;

import io.lexiseg.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes where records were set aside, never what they hold: of each reason the first, then one
 * every ten seconds with the number of those between.
 *
 * <p><b>Threads:</b> safe.
 */
public final class DeadLetterLog {
  private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetterLog.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int LONGEST_KEY = 200;

  private final LongSupplier nanoTime;
  private final Map<String, Told> told = new HashMap<>();

  /**
   * Creates a log that has written nothing.
   *
   * @param nanoTime as {@link System#nanoTime()}
   */
  public DeadLetterLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** When a reason was written last, and how many records there were since. */
  private record Told(long at, long since) {}

  /** Takes note of a record that was set aside for a reason, one of few. */
  void add(String reason, String source, DeadLetter letter) {
    since(reason)
        .ifPresent(
            others ->
                LOGGER.warn(
                    "dead letter: {}, {} '{}' at {}{}",
                    reason,
                    source.equals(Topics.FRAMES) ? "camera" : "key",
                    letter.key().map(DeadLetterLog::printable).orElse(""),
                    letter.position(),
                    others == 0 ? "" : ", and %d others since the last line".formatted(others)));
  }

  /** How many there were since the last line, if it is time for another. */
  private synchronized Optional<Long> since(String reason) {
    long now = nanoTime.getAsLong();
    Told last = told.get(reason);
    if (last != null && now - last.at() < INTERVAL.toNanos()) {
      told.put(reason, new Told(last.at(), last.since() + 1));
      return Optional.empty();
    }
    told.put(reason, new Told(now, 0));
    return Optional.of(last == null ? 0L : last.since());
  }

  /** Keys come from anybody: no line of theirs, and nothing long. */
  private static String printable(String key) {
    String text = key.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY) + "...";
  }
}
