package io.lexiseg.processor.report;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToldReportsTest {
  private static final TopicPartition STATUSES = new TopicPartition(Topics.VOCABULARY_STATUS, 0);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

  @Test
  void shouldKnowWhenEachKeyThatIsThereWasWrittenLast() {
    // given
    Node none = Node.noNode();
    consumer.updatePartitions(
        STATUSES.topic(),
        List.of(new PartitionInfo(STATUSES.topic(), 0, none, new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(STATUSES, 0L));
    consumer.updateEndOffsets(Map.of(STATUSES, 4L));
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(record(0, "street/a", new byte[] {1}));
          consumer.addRecord(record(1, "street/b", new byte[] {1}));
          consumer.addRecord(record(2, "street/a", new byte[] {2}));
          consumer.addRecord(record(3, "street/b", null));
        });
    // when
    Map<String, Instant> told = new ToldReports(() -> consumer).get();
    // then
    assertThat(told).containsExactly(Map.entry("street/a", NOW.plusSeconds(2)));
    assertThat(consumer.closed()).isTrue();
  }

  private static ConsumerRecord<String, byte[]> record(
      long offset, String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        STATUSES.topic(),
        0,
        offset,
        NOW.plusSeconds(offset).toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
