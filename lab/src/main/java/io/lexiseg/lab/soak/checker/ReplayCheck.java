package io.lexiseg.lab.soak.checker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What followed from the commands follows from them again, byte for byte, in an empty cluster. */
public final class ReplayCheck {
  private static final String DIFFERENT = "topics that differ";

  private final List<String> numbers = new ArrayList<>();
  private final Problems problems = new Problems(DIFFERENT);

  /**
   * A record without its place.
   *
   * @param value as it was written; empty: deleted; not written to afterwards
   * @param timestamp milliseconds since the epoch
   */
  public record LogRecord(String key, Optional<ByteBuffer> value, long timestamp) {}

  /** Compares a topic with what it became in the replay. */
  public void compare(String topic, List<LogRecord> before, List<LogRecord> replayed) {
    numbers.add("%d %s".formatted(before.size(), topic));
    int same = 0;
    int shorter = Math.min(before.size(), replayed.size());
    while (same < shorter && before.get(same).equals(replayed.get(same))) {
      same++;
    }
    if (same < shorter) {
      problems.add(
          DIFFERENT, "%s, at record %d of '%s'".formatted(topic, same + 1, before.get(same).key()));
    } else if (before.size() != replayed.size()) {
      problems.add(
          DIFFERENT,
          "%s, expected %d records, got %d".formatted(topic, before.size(), replayed.size()));
    }
  }

  /** Judges; called once, when everything is compared. */
  public Verdict verdict() {
    return problems.verdict("replay", "records of " + String.join(", ", numbers));
  }
}
