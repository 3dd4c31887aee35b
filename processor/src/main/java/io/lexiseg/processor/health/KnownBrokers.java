package io.lexiseg.processor.health;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;

/**
 * Brokers that were seen; one that is gone is missed for a while, then it is taken for removed.
 *
 * <p><b>Threads:</b> safe.
 */
final class KnownBrokers {
  private static final Duration MISSED = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private final Map<Integer, Seen> brokers = new TreeMap<>();
  private int present;

  KnownBrokers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Where a broker was seen last, and when. */
  private record Seen(String place, long at) {}

  synchronized void saw(Collection<Node> nodes) {
    long now = nanoTime.getAsLong();
    present = nodes.size();
    nodes.forEach(node -> brokers.put(node.id(), new Seen(node.host() + ":" + node.port(), now)));
    brokers.values().removeIf(seen -> now - seen.at() > MISSED.toNanos());
  }

  /** Those that are missed, for people; empty: none. */
  synchronized Optional<String> lost() {
    long newest = brokers.values().stream().mapToLong(Seen::at).max().orElse(0);
    String missed =
        brokers.values().stream()
            .filter(seen -> seen.at() < newest)
            .map(Seen::place)
            .collect(Collectors.joining(", "));
    return missed.isEmpty()
        ? Optional.empty()
        : Optional.of("%d of %d answer, not %s".formatted(present, brokers.size(), missed));
  }
}
