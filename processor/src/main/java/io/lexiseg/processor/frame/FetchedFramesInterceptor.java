package io.lexiseg.processor.frame;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells {@link FetchedFrames} what the consumer hands to Kafka Streams; changes nothing. */
public final class FetchedFramesInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  /** Consumer configuration key of the {@link FetchedFrames}. */
  public static final String FETCHED_FRAMES = "lexiseg.fetched.frames";

  /** No camera id is longer; what is longer becomes a dead letter and supersedes nothing. */
  private static final int MAX_KEY_BYTES = 800;

  private FetchedFrames fetchedFrames = new FetchedFrames();

  @Override
  public void configure(Map<String, ?> configs) {
    fetchedFrames = (FetchedFrames) Objects.requireNonNull(configs.get(FETCHED_FRAMES));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.key() != null && record.key().length <= MAX_KEY_BYTES) {
        String cameraId = new String(record.key(), StandardCharsets.UTF_8);
        fetchedFrames.fetched(record.partition(), cameraId, record.offset());
      }
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
