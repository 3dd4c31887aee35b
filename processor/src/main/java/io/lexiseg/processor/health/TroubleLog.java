package io.lexiseg.processor.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line into the log when a trouble has lasted a while, and one when it is over.
 *
 * <p><b>Threads:</b> one.
 */
public final class TroubleLog {
  private static final Logger LOGGER = LoggerFactory.getLogger(TroubleLog.class);

  /** What goes by itself while a process starts needs no line. */
  private static final Duration WHILE = Duration.ofSeconds(3);

  private final HealthBoard board;
  private final Clock clock;
  private final Map<String, Instant> since = new LinkedHashMap<>();
  private final Set<String> told = new HashSet<>();

  /** Creates a log that has seen nothing yet. */
  public TroubleLog(HealthBoard board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  /** Looks once; to be called about once a second. */
  public void look() {
    Instant now = clock.instant();
    Set<String> lasting = new HashSet<>();
    for (HealthBoard.Trouble trouble : board.troubles()) {
      if (trouble.weight() == HealthBoard.Weight.PASSES) {
        continue;
      }
      lasting.add(trouble.name());
      Instant began = since.computeIfAbsent(trouble.name(), name -> now);
      if (!now.isBefore(began.plus(WHILE)) && told.add(trouble.name())) {
        LOGGER.warn("{}: {}", trouble.name(), trouble.text());
      }
    }
    since.keySet().removeIf(name -> !lasting.contains(name) && over(name, now));
  }

  private boolean over(String name, Instant now) {
    if (told.remove(name)) {
      long seconds = Duration.between(since.get(name), now).toSeconds();
      LOGGER.warn("over after {} s: {}", seconds, name);
    }
    return true;
  }
}
