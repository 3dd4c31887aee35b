package io.lexiseg.processor.pace;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a processor is told about its pace.
 *
 * @param threads frames in work at once, at least 1
 * @param transactional whether results are written in transactions
 * @param clients further properties for Kafka clients; those about time win
 */
public record PaceSettings(int threads, boolean transactional, Map<String, String> clients) {
  /** Copies the map. */
  public PaceSettings {
    clients = Map.copyOf(clients);
  }

  Optional<Duration> transaction() {
    return first("producer.transaction.timeout.ms", "transaction.timeout.ms");
  }

  Optional<Duration> poll() {
    return first(
        "main.consumer.max.poll.interval.ms",
        "consumer.max.poll.interval.ms",
        "max.poll.interval.ms");
  }

  private Optional<Duration> first(String... keys) {
    return Stream.of(keys)
        .filter(clients::containsKey)
        .map(key -> Duration.ofMillis(Long.parseLong(clients.get(key))))
        .findFirst();
  }
}
