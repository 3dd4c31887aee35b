package io.lexiseg.demo.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.FrameTimings;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAndRegistryIT {
  private static final String CAMERA = "camera-3";
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");

  @TempDir private Path folder;

  @Test
  void shouldCarryFramesAndMasks() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder));
        InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        AvroSerdes serdes = AvroSerdes.open(registry.url())) {
      // given
      SchemaRegistrar.registerAll(registry.url());

      // when
      send(broker, Topics.FRAMES, frame(), serdes.serde(Frame.class));
      send(broker, Topics.MASKS, mask(), serdes.serde(SegmentationMask.class));

      // then
      assertThat(read(broker, Topics.FRAMES, serdes.serde(Frame.class))).isEqualTo(frame());
      assertThat(read(broker, Topics.MASKS, serdes.serde(SegmentationMask.class)))
          .isEqualTo(mask());
    }
  }

  private static <T extends SpecificRecord> void send(
      EmbeddedBroker broker, String topic, T value, Serde<T> serde) throws Exception {
    try (KafkaProducer<String, T> producer =
        new KafkaProducer<>(config(broker), new StringSerializer(), serde.serializer())) {
      producer.send(new ProducerRecord<>(topic, CAMERA, value)).get();
    }
  }

  private static <T extends SpecificRecord> T read(
      EmbeddedBroker broker, String topic, Serde<T> serde) {
    try (KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(config(broker), new StringDeserializer(), serde.deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream().map(BrokerAndRegistryIT::partition).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var records = consumer.poll(Duration.ofSeconds(30));
      assertThat(records.count()).isEqualTo(1);
      var record = records.iterator().next();
      assertThat(record.key()).isEqualTo(CAMERA);
      return record.value();
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private static Map<String, Object> config(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static Frame frame() {
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {1, 2, 3});
    return new Frame(CAMERA, 7L, NOON, FrameEncoding.JPEG, 480, 640, payload);
  }

  private static SegmentationMask mask() {
    return SegmentationMask.newBuilder()
        .setSource(new FrameCoordinates(CAMERA, 7L, NOON, Topics.FRAMES, 0, 0L))
        .setHeight(480)
        .setWidth(640)
        .setEncoding(MaskEncoding.PNG)
        .setData(ByteBuffer.wrap(new byte[] {4, 5}))
        .setLegend(List.of(new LegendEntry(1, "car")))
        .setVocabularyId("street")
        .setVocabularyVersion(1)
        .setIndexName("lite")
        .setIndexGeneration(1)
        .setPackId("lite")
        .setProfile("paper")
        .setSegmentedAt(NOON)
        .setTimings(FrameTimings.newBuilder().build())
        .build();
  }
}
