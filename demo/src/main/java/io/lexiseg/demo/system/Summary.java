package io.lexiseg.demo.system;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of the frames that were published.
 *
 * @param published frames sent
 * @param masks frames segmented
 * @param drops frames left out, by reason
 * @param deadLetters frames that could not be processed, by reason
 * @param lost frames without any outcome
 * @param unexpected outcomes that no frame had, or had already
 */
public record Summary(
    long published,
    long masks,
    Map<String, Long> drops,
    Map<String, Long> deadLetters,
    long lost,
    long unexpected) {
  /** Copies the maps. */
  public Summary {
    drops = new TreeMap<>(drops);
    deadLetters = new TreeMap<>(deadLetters);
  }

  /** Whether each frame had exactly one outcome. */
  public boolean conserved() {
    return lost == 0 && unexpected == 0 && published == masks + sum(drops) + sum(deadLetters);
  }

  /** The law of conservation with its numbers, as one line. */
  @Override
  public String toString() {
    String law =
        "%d frames published %s %d masks + %d drops%s + %d dead letters%s"
            .formatted(
                published,
                conserved() ? "=" : "!=",
                masks,
                sum(drops),
                reasons(drops),
                sum(deadLetters),
                reasons(deadLetters));
    return conserved() ? law : law + "; %d lost, %d unexpected".formatted(lost, unexpected);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String reasons(Map<String, Long> counts) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
