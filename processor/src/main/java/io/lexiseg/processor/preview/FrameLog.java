package io.lexiseg.processor.preview;

import io.lexiseg.prototypes.UnavailableException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The last frames of cameras, as they lie in the log.
 *
 * <p><b>Threads:</b> one at a time.
 */
interface FrameLog extends AutoCloseable {
  /** Where a frame lies. */
  record Position(TopicPartition partition, long offset) {}

  /**
   * Finds the last frames of a camera.
   *
   * @return oldest first; fewer than wanted, or none, if the part that is looked at has no more
   * @throws UnavailableException if the broker does not answer
   */
  List<Position> last(String cameraId, int count);

  /**
   * Fetches a frame.
   *
   * @return the record; empty when the log no longer holds it
   * @throws UnavailableException if the broker does not answer
   */
  Optional<ConsumerRecord<String, byte[]>> fetch(Position position);

  @Override
  void close();
}
