package io.lexiseg.processor.command.stream;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.UndecodableRecordException;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was told from Kafka, each topic to its end as it is then, with a consumer of its own.
 * While broker or registry do not answer it tries again for a while.
 */
public final class KafkaToldTopics implements ToldTopics {
  private static final Logger LOGGER = LoggerFactory.getLogger(KafkaToldTopics.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Well below the time after which Kafka takes a silent thread for dead. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String ANSWER = "/" + Topics.ANSWERS;

  private final Supplier<Consumer<String, byte[]>> opening;
  private final AvroSerdes serdes;

  /**
   * Creates a reader that reads nothing yet.
   *
   * @param opening opens a consumer of committed records, in the group that decides on commands; it
   *     subscribes to nothing
   * @param serdes stay open
   */
  public KafkaToldTopics(Supplier<Consumer<String, byte[]>> opening, AvroSerdes serdes) {
    this.opening = opening;
    this.serdes = serdes;
  }

  @Override
  public Map<String, Told<Vocabulary>> vocabularies() {
    return read(Topics.VOCABULARIES, Vocabulary.class, key -> true);
  }

  @Override
  public Map<String, Told<CameraBinding>> bindings() {
    return read(Topics.CAMERA_BINDINGS, CameraBinding.class, key -> true);
  }

  @Override
  public Map<String, Told<VocabularyStatus>> answers() {
    Map<String, Told<VocabularyStatus>> answers = new LinkedHashMap<>();
    try {
      read(Topics.VOCABULARY_STATUS, VocabularyStatus.class, key -> key.endsWith(ANSWER))
          .forEach(
              (key, told) -> answers.put(key.substring(0, key.length() - ANSWER.length()), told));
    } catch (AuthorizationException e) {
      LOGGER.warn("answers to commands may not be read, deleted vocabularies begin anew", e);
    }
    return answers;
  }

  @Override
  public long replayedCommands() {
    return replayed(Topics.VOCABULARY_COMMANDS);
  }

  @Override
  public Map<String, CameraZones> zones() {
    Map<String, CameraZones> zones = new LinkedHashMap<>();
    read(Topics.CAMERA_ZONES, CameraZones.class, key -> true)
        .forEach((camera, told) -> told.value().ifPresent(one -> zones.put(camera, one)));
    return zones;
  }

  @Override
  public long replayedZoneCommands() {
    return replayed(Topics.ZONE_COMMANDS);
  }

  private long replayed(String topic) {
    return patiently(
        consumer -> {
          TopicPartition commands = new TopicPartition(topic, 0);
          boolean goesOn = consumer.committed(Set.of(commands)).get(commands) != null;
          return goesOn ? 0L : consumer.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
        });
  }

  private <T extends SpecificRecord> Map<String, Told<T>> read(
      String topic, Class<T> type, Predicate<String> wanted) {
    Deserializer<T> deserializer = serdes.serde(type).deserializer();
    return patiently(
        consumer -> {
          Map<String, Told<T>> table = new LinkedHashMap<>();
          List<TopicPartition> partitions =
              consumer.partitionsFor(topic).stream()
                  .map(info -> new TopicPartition(topic, info.partition()))
                  .toList();
          consumer.assign(partitions);
          consumer.seekToBeginning(partitions);
          Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
          while (ends.entrySet().stream()
              .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
              if (record.key() != null && wanted.test(record.key())) {
                told(record, deserializer).ifPresent(one -> table.put(record.key(), one));
              }
            }
          }
          return table;
        });
  }

  private static <T> Optional<Told<T>> told(
      ConsumerRecord<String, byte[]> record, Deserializer<T> deserializer) {
    try {
      Instant at = Instant.ofEpochMilli(record.timestamp());
      T value = deserializer.deserialize(record.topic(), record.value());
      return Optional.of(new Told<>(Optional.ofNullable(value), at));
    } catch (UndecodableRecordException e) {
      LOGGER.warn(
          "record skipped topic={} offset={} cause={}",
          record.topic(),
          record.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private <R> R patiently(Function<Consumer<String, byte[]>, R> reading) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Consumer<String, byte[]> consumer = opening.get()) {
        return reading.apply(consumer);
      } catch (RetriableException e) { // RegistryUnavailableException among them
        LOGGER.warn("topics of vocabularies cannot be read, trying again: {}", e.getMessage());
        pause(deadline, e);
      }
    }
  }

  private static void pause(long deadline, RetriableException cause) {
    if (System.nanoTime() >= deadline) {
      throw new UnavailableException("topics of vocabularies: cannot be read", cause);
    }
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("topics of vocabularies: interrupted", e);
    }
  }
}
