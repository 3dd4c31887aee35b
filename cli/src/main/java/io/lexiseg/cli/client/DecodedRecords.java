package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.ReadingTroubles;
import io.lexiseg.schemas.UndecodableRecordException;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of topics, each decoded by itself. One that is none of its topic is passed over and told;
 * one that a silent registry cannot explain now is tried again before any that come after it.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> the consumer is closed with it.
 */
final class DecodedRecords<T> implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final Decoding<T> decoding;
  private final ReadingTroubles troubles;
  private final Deque<ConsumerRecord<String, byte[]>> fetched = new ArrayDeque<>();

  /** What a record says. */
  interface Decoding<T> {
    /**
     * Decodes.
     *
     * @throws UndecodableRecordException if it is none of its topic
     * @throws RegistryUnavailableException if that cannot be told now
     */
    T decode(ConsumerRecord<String, byte[]> record);
  }

  DecodedRecords(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer, Decoding<T> decoding) {
    this(consumer, decoding, new ReadingTroubles(System::nanoTime));
  }

  DecodedRecords(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      Decoding<T> decoding,
      ReadingTroubles troubles) {
    this.consumer = consumer;
    this.decoding = decoding;
    this.troubles = troubles;
  }

  /** Waits about this long for records, and for the registry if it is asked. */
  void read(Duration patience, Consumer<T> seen) {
    if (fetched.isEmpty()) {
      consumer.poll(patience).forEach(fetched::add);
    }
    while (!fetched.isEmpty()) {
      ConsumerRecord<String, byte[]> record = fetched.element();
      T value;
      try {
        value = decoding.decode(record);
      } catch (UndecodableRecordException e) {
        troubles.skipped(record, e);
        fetched.remove();
        continue;
      } catch (RegistryUnavailableException e) {
        troubles.waiting(e);
        pause(patience);
        return;
      }
      troubles.answered();
      fetched.remove();
      seen.accept(value);
    }
  }

  /** As the other, but not for ever: gives up when the registry is away for so long. */
  void read(Duration patience, Duration registryPatience, Consumer<T> seen) {
    if (!fetched.isEmpty() && troubles.awayFor().compareTo(registryPatience) > 0) {
      decoding.decode(fetched.element()); // says what is wrong
    }
    read(patience, seen);
  }

  /** Whether something is left in front of these offsets. */
  boolean isBefore(Map<TopicPartition, Long> ends) {
    return !fetched.isEmpty()
        || ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /** How many records were passed over. */
  long skipped() {
    return troubles.skipped();
  }

  private static void pause(Duration patience) {
    LockSupport.parkNanos(Math.min(patience.toNanos(), LONGEST_PAUSE.toNanos()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
