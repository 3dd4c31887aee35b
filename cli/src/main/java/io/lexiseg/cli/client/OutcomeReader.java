package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what became of frames: masks, drops and dead letters. A record that is none of them is
 * passed over and told; while the registry is away, what it has to explain is waited for.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class OutcomeReader implements AutoCloseable {
  private final Consumer<String, byte[]> consumer;
  private final Deserializer<SegmentationMask> masks;
  private final Deserializer<FrameDrop> drops;
  private final DecodedRecords<Optional<Outcome>> records;

  private OutcomeReader(KafkaConnection connection) {
    this.consumer =
        connection.consumer(new ByteArrayDeserializer(), Map.of("max.poll.records", 50));
    this.masks = connection.deserializer(SegmentationMask.class);
    this.drops = connection.deserializer(FrameDrop.class);
    this.records = new DecodedRecords<>(consumer, this::outcome);
  }

  /** Reads everything the topics still hold, then what comes. */
  public static OutcomeReader fromBeginning(KafkaConnection connection) {
    OutcomeReader reader = new OutcomeReader(connection);
    reader.assign();
    return reader;
  }

  /** Reads what comes from now on. */
  public static OutcomeReader fromNow(KafkaConnection connection) {
    OutcomeReader reader = new OutcomeReader(connection);
    List<TopicPartition> partitions = reader.assign();
    reader.consumer.seekToEnd(partitions);
    partitions.forEach(reader.consumer::position); // seeking is lazy: the end is the end of now
    return reader;
  }

  private List<TopicPartition> assign() {
    List<TopicPartition> partitions =
        KafkaConnection.partitions(
            consumer, List.of(Topics.MASKS, Topics.FRAME_DROPS, Topics.DEAD_LETTERS));
    consumer.assign(partitions);
    return partitions;
  }

  /** Waits at most this long for outcomes; those of one camera come in order. */
  public List<Outcome> read(Duration patience) {
    List<Outcome> outcomes = new ArrayList<>();
    records.read(patience, outcome -> outcome.ifPresent(outcomes::add));
    return outcomes;
  }

  /** How many records were passed over so far because they are no outcomes. */
  public long skipped() {
    return records.skipped();
  }

  private Optional<Outcome> outcome(ConsumerRecord<String, byte[]> record) {
    return switch (record.topic()) {
      case Topics.MASKS -> Optional.of(new Outcome.Masked(value(masks, record)));
      case Topics.FRAME_DROPS -> Optional.of(new Outcome.Dropped(value(drops, record)));
      default -> deadLetter(record);
    };
  }

  private static <T> T value(Deserializer<T> deserializer, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      throw new UndecodableRecordException(record.topic() + ": expected a value, found none");
    }
    return deserializer.deserialize(record.topic(), record.value());
  }

  /** Dead letters of other topics are not outcomes of frames. */
  private static Optional<Outcome> deadLetter(ConsumerRecord<String, byte[]> record) {
    if (!header(record, DeadLetterHeaders.TOPIC).equals(Topics.FRAMES)) {
      return Optional.empty();
    }
    int partition = Math.toIntExact(number(record, DeadLetterHeaders.PARTITION));
    long offset = number(record, DeadLetterHeaders.OFFSET);
    String name = header(record, FramePublisher.NAME_HEADER);
    return Optional.of(
        new Outcome.DeadLettered(
            partition,
            offset,
            Optional.ofNullable(record.key()).orElse(""),
            name.isBlank() ? "%s-%d@%d".formatted(Topics.FRAMES, partition, offset) : name,
            header(record, DeadLetterHeaders.REASON),
            header(record, DeadLetterHeaders.MESSAGE)));
  }

  private static long number(ConsumerRecord<String, byte[]> record, String name) {
    String text = header(record, name);
    int digits = name.equals(DeadLetterHeaders.PARTITION) ? 9 : 18; // what always fits
    if (text.isEmpty()
        || text.length() > digits
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new UndecodableRecordException(
          "%s: expected a number of at most %d digits in the header %s"
              .formatted(record.topic(), digits, name));
    }
    return Long.parseLong(text);
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    records.close();
  }
}
