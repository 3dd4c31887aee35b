package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.client.connection.RegistryPatience;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Fetches the frame that a result came from.
 *
 * <p>One consumer per partition: results of a partition come in its order, so each goes on where it
 * stood, and what it read ahead is used. <b>Threads:</b> one at a time.
 */
public final class FrameReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(20);

  private final KafkaConnection connection;
  private final Deserializer<Frame> deserializer;
  private final RegistryPatience registry = new RegistryPatience(REGISTRY_PATIENCE);
  private final Map<TopicPartition, Consumer<String, byte[]>> consumers = new HashMap<>();
  private Optional<Integer> partitions = Optional.empty();

  /** Opens a reader. */
  public FrameReader(KafkaConnection connection) {
    this.connection = connection;
    this.deserializer = connection.deserializer(Frame.class);
  }

  /**
   * Fetches a frame; empty when the log no longer holds it, or holds something else there.
   *
   * @throws io.lexiseg.schemas.connection.RegistryUnavailableException if the registry is away for
   *     long
   */
  public Optional<PublishedFrame> fetch(FrameCoordinates source) {
    if (!source.getTopic().equals(Topics.FRAMES)
        || source.getOffset() < 0
        || source.getPartition() < 0
        || source.getPartition() >= partitions()) {
      return Optional.empty(); // whoever made the result, no frame is there
    }
    TopicPartition partition = new TopicPartition(source.getTopic(), source.getPartition());
    Consumer<String, byte[]> consumer = consumers.computeIfAbsent(partition, this::open);
    if (consumer.position(partition) != source.getOffset()) {
      consumer.seek(partition, source.getOffset());
    }
    for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE)) {
      if (record.offset() == source.getOffset()) {
        return frame(record);
      }
    }
    return Optional.empty();
  }

  private Optional<PublishedFrame> frame(ConsumerRecord<String, byte[]> record) {
    try {
      Frame frame = registry.await(() -> deserializer.deserialize(record.topic(), record.value()));
      return Optional.ofNullable(frame).map(one -> new PublishedFrame(one, name(record, one)));
    } catch (UndecodableRecordException e) {
      return Optional.empty(); // its dead letter says what it is
    }
  }

  private int partitions() {
    if (partitions.isEmpty()) {
      try (Consumer<String, byte[]> consumer = consumer()) {
        partitions =
            Optional.of(KafkaConnection.partitions(consumer, List.of(Topics.FRAMES)).size());
      }
    }
    return partitions.get();
  }

  private Consumer<String, byte[]> open(TopicPartition partition) {
    Consumer<String, byte[]> consumer = consumer();
    consumer.assign(List.of(partition));
    return consumer;
  }

  private Consumer<String, byte[]> consumer() {
    return connection.consumer(
        new ByteArrayDeserializer(),
        Map.of("max.poll.records", 1, "max.partition.fetch.bytes", 4 << 20));
  }

  /** The name its sender gave it, if it fits a file, else one of camera and number. */
  private static String name(ConsumerRecord<String, byte[]> record, Frame frame) {
    Header header = record.headers().lastHeader(FramePublisher.NAME_HEADER);
    String given =
        header == null || header.value() == null
            ? ""
            : new String(header.value(), StandardCharsets.UTF_8);
    return isFileName(given) ? given : nameOf(frame.getCameraId(), frame.getFrameId());
  }

  /** A file name for a frame whose sender gave it none. */
  public static String nameOf(FrameCoordinates source) {
    return nameOf(source.getCameraId(), source.getFrameId());
  }

  private static String nameOf(String cameraId, long frameId) {
    return String.format(Locale.ROOT, "%s-%06d", fileName(cameraId), frameId);
  }

  private static boolean isFileName(String name) {
    return !name.isBlank()
        && name.length() <= 200
        && !name.startsWith(".")
        && name.chars().noneMatch(c -> c < ' ' || "/\\:*?\"<>|".indexOf(c) >= 0);
  }

  private static String fileName(String cameraId) {
    String name = cameraId.replaceAll("[^A-Za-z0-9_-]", "_");
    return name.length() <= 150 ? name : name.substring(0, 150);
  }

  @Override
  public void close() {
    consumers.values().forEach(Consumer::close);
    consumers.clear();
  }
}
