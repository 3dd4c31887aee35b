package io.lexiseg.quickstart.client;

import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
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

/**
 * Fetches the frame that a result came from.
 *
 * <p>One consumer per partition: results of a partition come in its order, so each goes on where it
 * stood, and what it read ahead is used. <b>Threads:</b> one at a time.
 */
public final class FrameReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConnection connection;
  private final Map<TopicPartition, Consumer<String, Frame>> consumers = new HashMap<>();

  /** Opens a reader. */
  public FrameReader(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Fetches a frame; empty when the log no longer holds it. */
  public Optional<PublishedFrame> fetch(FrameCoordinates source) {
    TopicPartition partition = new TopicPartition(source.getTopic(), source.getPartition());
    Consumer<String, Frame> consumer = consumers.computeIfAbsent(partition, this::open);
    if (consumer.position(partition) != source.getOffset()) {
      consumer.seek(partition, source.getOffset());
    }
    for (ConsumerRecord<String, Frame> record : consumer.poll(PATIENCE)) {
      if (record.offset() == source.getOffset()) {
        return Optional.of(new PublishedFrame(record.value(), name(record)));
      }
    }
    return Optional.empty();
  }

  private Consumer<String, Frame> open(TopicPartition partition) {
    Consumer<String, Frame> consumer =
        connection.consumer(
            connection.deserializer(Frame.class),
            Map.of("max.poll.records", 1, "max.partition.fetch.bytes", 4 << 20));
    consumer.assign(List.of(partition));
    return consumer;
  }

  /** The name its sender gave it, if it fits a file, else one of camera and number. */
  private static String name(ConsumerRecord<String, Frame> record) {
    Header header = record.headers().lastHeader(FramePublisher.NAME_HEADER);
    String given =
        header == null || header.value() == null
            ? ""
            : new String(header.value(), StandardCharsets.UTF_8);
    Frame frame = record.value();
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
