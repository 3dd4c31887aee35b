package io.lexiseg.processor.command.stream;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.command.stream.ToldTopics.Told;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaToldTopicsTest {
  private static final TopicPartition COMMANDS = new TopicPartition(Topics.VOCABULARY_COMMANDS, 0);

  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final KafkaToldTopics topics = new KafkaToldTopics(() -> consumer, serdes);

  @AfterEach
  void close() {
    serdes.close();
  }

  @Test
  void shouldReadTheLastOfEachKeyToTheEnd() {
    // given
    Vocabulary second = vocabulary("street", 2, "sky");
    given(
        Topics.VOCABULARIES,
        List.of(
            record(Topics.VOCABULARIES, 0, "street", bytes(vocabulary("street", 1, "road"))),
            record(Topics.VOCABULARIES, 1, "yard", bytes(vocabulary("yard", 1, "road"))),
            record(Topics.VOCABULARIES, 2, "cut", new byte[] {0, 1}),
            record(Topics.VOCABULARIES, 3, "street", bytes(second)),
            record(Topics.VOCABULARIES, 4, "yard", null)));
    // when
    Map<String, Told<Vocabulary>> told = topics.vocabularies();
    // then
    assertThat(told)
        .containsOnly(
            Map.entry("street", new Told<>(Optional.of(second), NOW)),
            Map.entry("yard", new Told<>(Optional.empty(), NOW)));
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void shouldReadAnswersButNoReports() {
    // given
    VocabularyStatus answer =
        VocabularyStatus.newBuilder()
            .setVocabularyId("street")
            .setInstanceId("commands")
            .setVersion(7)
            .setState(VocabularyState.READY)
            .setReportedAt(NOW)
            .build();
    byte[] bytes =
        serdes
            .serde(VocabularyStatus.class)
            .serializer()
            .serialize(Topics.VOCABULARY_STATUS, answer);
    given(
        Topics.VOCABULARY_STATUS,
        List.of(
            record(Topics.VOCABULARY_STATUS, 0, "street/plant-1", bytes),
            record(Topics.VOCABULARY_STATUS, 1, "street/commands", bytes)));
    // then
    assertThat(topics.answers())
        .containsOnly(Map.entry("street", new Told<>(Optional.of(answer), NOW)));
  }

  @Test
  void shouldKnowWhetherCommandsComeAgain() {
    // given
    consumer.updateEndOffsets(Map.of(COMMANDS, 12L));
    // then
    assertThat(topics.replayedCommands()).isEqualTo(12);
  }

  @Test
  void shouldKnowThatCommandsGoOn() {
    // given
    consumer.updateEndOffsets(Map.of(COMMANDS, 12L));
    consumer.assign(List.of(COMMANDS));
    consumer.commitSync(Map.of(COMMANDS, new OffsetAndMetadata(3)));
    // then
    assertThat(topics.replayedCommands()).isZero();
  }

  private void given(String topic, List<ConsumerRecord<String, byte[]>> records) {
    TopicPartition partition = new TopicPartition(topic, 0);
    Node none = Node.noNode();
    consumer.updatePartitions(
        topic, List.of(new PartitionInfo(topic, 0, none, new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
    consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
  }

  private byte[] bytes(Vocabulary vocabulary) {
    return serdes.serde(Vocabulary.class).serializer().serialize(Topics.VOCABULARIES, vocabulary);
  }

  private static ConsumerRecord<String, byte[]> record(
      String topic, long offset, String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        NOW.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
