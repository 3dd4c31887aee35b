package io.lexiseg.quickstart.client;

import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
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
 * Reads what became of frames: masks, drops and dead letters.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class OutcomeReader implements AutoCloseable {
  private final Consumer<String, byte[]> consumer;
  private final Deserializer<SegmentationMask> masks;
  private final Deserializer<FrameDrop> drops;

  private OutcomeReader(KafkaConnection connection) {
    this.consumer =
        connection.consumer(new ByteArrayDeserializer(), Map.of("max.poll.records", 50));
    this.masks = connection.deserializer(SegmentationMask.class);
    this.drops = connection.deserializer(FrameDrop.class);
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
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      outcome(record).ifPresent(outcomes::add);
    }
    return outcomes;
  }

  private Optional<Outcome> outcome(ConsumerRecord<String, byte[]> record) {
    return switch (record.topic()) {
      case Topics.MASKS ->
          Optional.of(new Outcome.Masked(masks.deserialize(record.topic(), record.value())));
      case Topics.FRAME_DROPS ->
          Optional.of(new Outcome.Dropped(drops.deserialize(record.topic(), record.value())));
      default -> deadLetter(record);
    };
  }

  /** Dead letters of other topics are not outcomes of frames. */
  private static Optional<Outcome> deadLetter(ConsumerRecord<String, byte[]> record) {
    if (!header(record, DeadLetterHeaders.TOPIC).equals(Topics.FRAMES)) {
      return Optional.empty();
    }
    int partition = Integer.parseInt(header(record, DeadLetterHeaders.PARTITION));
    long offset = Long.parseLong(header(record, DeadLetterHeaders.OFFSET));
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

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
