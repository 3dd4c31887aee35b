package io.lexiseg.processor.topic;

import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How large a record of each topic may be, as the cluster said when it was asked last.
 *
 * <p><b>Threads:</b> safe.
 */
public final class TopicLimits {
  /** Of a batch with one record: its header, the record's lengths and times. */
  private static final int BATCH_BYTES = 128;

  private static final int HEADER_BYTES = 10;

  private volatile Map<String, Integer> found = Map.of();

  /** The limits are these now; of topics without one, those of {@link Topics} hold. */
  void found(Map<String, Integer> limits) {
    found = Map.copyOf(limits);
  }

  /** Largest record of a topic, bytes; never more than producers send. */
  public int of(String topic) {
    return Math.min(found.getOrDefault(topic, Integer.MAX_VALUE), Topics.MAX_DEAD_LETTER_BYTES);
  }

  /**
   * Checks that a record fits into its topic.
   *
   * @param bytes at least what key and value take
   * @throws RecordException.OverLimit if it does not fit with its headers
   */
  public void require(String topic, long bytes, Headers headers) {
    long all = bytes + size(headers);
    if (all > of(topic)) {
      throw new RecordException.OverLimit(
          "topic %s: expected a record of at most %d bytes, got %d"
              .formatted(topic, of(topic), all),
          null);
    }
  }

  /** What headers and the batch around a record take at most, bytes. */
  public static long size(Headers headers) {
    long bytes = BATCH_BYTES;
    for (Header header : headers) {
      bytes += HEADER_BYTES + header.key().getBytes(StandardCharsets.UTF_8).length;
      bytes += header.value() == null ? 0 : header.value().length;
    }
    return bytes;
  }
}
