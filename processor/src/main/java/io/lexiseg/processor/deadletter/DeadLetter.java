package io.lexiseg.processor.deadletter;

import io.lexiseg.processor.intake.RecordTime;
import io.lexiseg.processor.topic.TopicLimits;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.connection.Redacted;
import io.lexiseg.vision.pack.Checksums;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be processed, with its error and origin; key and value stay as they came, as
 * far as the topic takes them.
 */
final class DeadLetter {
  /** Messages quote what was found; a dead letter must stay within the limit of its topic. */
  private static final int MAX_MESSAGE_LENGTH = 4096;

  private static final String OWN = "lexiseg.dead-letter.";

  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final long timestamp;
  private final Headers headers;

  private DeadLetter(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, Headers headers) {
    this.key = key;
    this.value = value;
    this.timestamp = timestamp;
    this.headers = headers;
  }

  /** Of the record in hand. */
  static DeadLetter of(ErrorHandlerContext origin, String reason, Exception fault) {
    Headers headers = new RecordHeaders(origin.headers());
    add(headers, DeadLetterHeaders.TOPIC, origin.topic());
    add(headers, DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()));
    add(headers, DeadLetterHeaders.OFFSET, Long.toString(origin.offset()));
    return explained(
        new DeadLetter(origin.sourceRawKey(), origin.sourceRawValue(), origin.timestamp(), headers),
        reason,
        fault);
  }

  /**
   * Of a record that came earlier.
   *
   * @param record carries its time and headers along
   */
  static DeadLetter of(SourceRecord origin, Record<?, ?> record, String reason, Exception fault) {
    Headers headers = new RecordHeaders(record.headers());
    add(headers, DeadLetterHeaders.TOPIC, origin.topic());
    add(headers, DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()));
    add(headers, DeadLetterHeaders.OFFSET, Long.toString(origin.offset()));
    return explained(
        new DeadLetter(origin.rawKey(), origin.rawValue(), record.timestamp(), headers),
        reason,
        fault);
  }

  private static DeadLetter explained(DeadLetter letter, String reason, Exception fault) {
    byte[] value = letter.value;
    add(letter.headers, DeadLetterHeaders.REASON, reason);
    add(letter.headers, DeadLetterHeaders.EXCEPTION, fault.getClass().getName());
    add(
        letter.headers,
        DeadLetterHeaders.MESSAGE,
        shortened(Redacted.text(String.valueOf(fault.getMessage()))));
    add(letter.headers, DeadLetterHeaders.SIZE, Integer.toString(value == null ? 0 : value.length));
    add(
        letter.headers,
        DeadLetterHeaders.SHA256,
        Checksums.sha256(value == null ? new byte[0] : value));
    return letter;
  }

  /** The original record key as text, where there is one. */
  Optional<String> key() {
    return Optional.ofNullable(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Where the original record lies: topic, partition and offset. */
  String position() {
    return "%s-%s@%s"
        .formatted(
            header(DeadLetterHeaders.TOPIC),
            header(DeadLetterHeaders.PARTITION),
            header(DeadLetterHeaders.OFFSET));
  }

  private String header(String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  ProducerRecord<byte[], byte[]> record(String topic) {
    long time = new RecordTime().time(timestamp, -1);
    return new ProducerRecord<>(topic, null, time, key, value, headers);
  }

  /**
   * As much of the letter as fits: all, else without the value, then also without the headers that
   * came with it, at last without key and message.
   *
   * @param limit of the topic, bytes
   */
  DeadLetter within(int limit) {
    if (size() <= limit) {
      return this;
    }
    DeadLetter bare = new DeadLetter(key, null, timestamp, headers);
    if (bare.size() <= limit) {
      return bare;
    }
    Headers own = new RecordHeaders();
    headers.forEach(
        header -> {
          if (header.key().startsWith(OWN)) {
            own.add(header);
          }
        });
    DeadLetter alone = new DeadLetter(key, null, timestamp, own);
    if (alone.size() <= limit) {
      return alone;
    }
    return new DeadLetter(
        null, null, timestamp, new RecordHeaders(own).remove(DeadLetterHeaders.MESSAGE));
  }

  private long size() {
    return TopicLimits.size(headers)
        + (key == null ? 0 : key.length)
        + (value == null ? 0 : value.length);
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH) + "...";
  }
}
