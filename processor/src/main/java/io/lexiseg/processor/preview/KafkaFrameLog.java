package io.lexiseg.processor.preview;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The topic of frames; looks back from its end a bounded way.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> closes its consumer.
 */
final class KafkaFrameLog implements FrameLog {
  /** Records looked at where a camera's frames belong, and in each other partition. */
  private static final int MOST_RECORDS = 1024;

  private static final int MOST_ELSEWHERE = 128;
  private static final int STEP = 32;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Supplier<Consumer<String, byte[]>> opening;
  private Optional<Consumer<String, byte[]>> opened = Optional.empty();

  /**
   * Reads nothing yet.
   *
   * @param opening opens a consumer without a group, when the first camera is asked for
   */
  KafkaFrameLog(Supplier<Consumer<String, byte[]>> opening) {
    this.opening = opening;
  }

  @Override
  public List<Position> last(String cameraId, int count) {
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      List<TopicPartition> partitions = partitions(cameraId);
      List<Position> found = List.of();
      for (int i = 0; i < partitions.size() && found.isEmpty(); i++) {
        int most = i == 0 ? MOST_RECORDS : MOST_ELSEWHERE;
        found = last(partitions.get(i), cameraId, count, new Bounds(most, deadline));
      }
      return found;
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Optional<ConsumerRecord<String, byte[]>> fetch(Position position) {
    try {
      consumer().assign(List.of(position.partition()));
      consumer().seek(position.partition(), position.offset());
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<String, byte[]> record : consumer().poll(POLL)) {
          return Optional.of(record).filter(one -> one.offset() == position.offset());
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  /** The partition that Java producers choose first: producers elsewhere may choose others. */
  private List<TopicPartition> partitions(String cameraId) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer().partitionsFor(Topics.FRAMES)) {
      partitions.add(new TopicPartition(Topics.FRAMES, info.partition()));
    }
    int hash = Utils.murmur2(cameraId.getBytes(StandardCharsets.UTF_8));
    var usual = new TopicPartition(Topics.FRAMES, Utils.toPositive(hash) % partitions.size());
    partitions.remove(usual);
    partitions.add(0, usual);
    return partitions;
  }

  /** How far a search goes: most records, and a time of {@link System#nanoTime()}. */
  private record Bounds(int records, long deadline) {}

  private List<Position> last(TopicPartition partition, String cameraId, int count, Bounds bounds) {
    consumer().assign(List.of(partition));
    Map<TopicPartition, Long> ends = consumer().endOffsets(List.of(partition));
    long end = ends.getOrDefault(partition, 0L);
    long first =
        Math.max(
            consumer().beginningOffsets(List.of(partition)).getOrDefault(partition, 0L),
            end - bounds.records());
    Deque<Position> found = new ArrayDeque<>();
    for (long to = end; to > first && found.size() < count; to -= STEP) {
      long from = Math.max(first, to - STEP);
      List<Position> step = between(partition, from, to, cameraId, bounds.deadline());
      for (int i = step.size() - 1; i >= 0 && found.size() < count; i--) {
        found.addFirst(step.get(i));
      }
    }
    return List.copyOf(found);
  }

  private List<Position> between(
      TopicPartition partition, long from, long to, String cameraId, long deadline) {
    List<Position> found = new ArrayList<>();
    consumer().seek(partition, from);
    while (consumer().position(partition) < to && System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : consumer().poll(POLL)) {
        if (record.offset() < to && cameraId.equals(record.key()) && record.value() != null) {
          found.add(new Position(partition, record.offset()));
        }
      }
    }
    return found;
  }

  private Consumer<String, byte[]> consumer() {
    if (opened.isEmpty()) {
      opened = Optional.of(opening.get());
    }
    return opened.get();
  }

  private static UnavailableException unavailable(KafkaException e) {
    return new UnavailableException("frames cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    opened.ifPresent(Consumer::close);
    opened = Optional.empty();
  }
}
