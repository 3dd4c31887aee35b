package io.lexiseg.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.quickstart.broker.EmbeddedBrokerMain;
import io.lexiseg.quickstart.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broker, processor and test are three processes; the processor is killed three times. */
class CrashRecoveryIT {
  private static final int CAMERAS = 5;
  private static final int FRAMES = 2000;
  private static final int KILLS = 3;

  /** Every so many-th frame of a camera is broken and becomes a dead letter. */
  private static final int BROKEN_EVERY = 50;

  private final Map<String, List<Long>> masks = new TreeMap<>();
  private final Map<String, List<Long>> deadLetters = new TreeMap<>();
  private int results;

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void shouldLoseRepeatAndReorderNothingWhenKilled() throws Exception {
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        JavaProcess broker = JavaProcess.start(EmbeddedBrokerMain.class, folder.toString(), "0");
        AvroSerdes serdes = AvroSerdes.open(registry.url())) {
      // given
      SchemaRegistrar.registerAll(registry.url());
      String bootstrap = broker.firstLine();
      publish(bootstrap, serdes);
      try (KafkaConsumer<String, byte[]> reader = reader(bootstrap)) {
        // when
        for (int kill = 1; kill <= KILLS; kill++) {
          JavaProcess processor = processor(bootstrap, registry);
          readUntil(reader, serdes, processor, kill * FRAMES / (KILLS + 1));
          processor.kill();
        }
        JavaProcess last = processor(bootstrap, registry);
        try {
          readUntil(reader, serdes, last, FRAMES);
        } finally {
          last.close();
        }
        readToTheEnd(reader, serdes);
      }
    }
    // then
    for (int camera = 0; camera < CAMERAS; camera++) {
      String cameraId = "camera-" + camera;
      assertThat(masks.get(cameraId)).as(cameraId).isEqualTo(frameIds(false));
      assertThat(deadLetters.get(cameraId)).as(cameraId).isEqualTo(frameIds(true));
    }
  }

  private static List<Long> frameIds(boolean broken) {
    return LongStream.range(0, FRAMES / CAMERAS)
        .filter(frameId -> isBroken(frameId) == broken)
        .boxed()
        .toList();
  }

  private static boolean isBroken(long frameId) {
    return frameId % BROKEN_EVERY == BROKEN_EVERY - 1;
  }

  private static JavaProcess processor(String bootstrap, InMemorySchemaRegistry registry)
      throws Exception {
    return JavaProcess.start(CrashRecoveryProcessor.class, bootstrap, registry.url());
  }

  private static void publish(String bootstrap, AvroSerdes serdes) {
    // One request at a time: on a partition that is only just there the first batch may be refused
    // while the second is taken, and a broker never takes the first any more.
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "acks",
            "all",
            "max.in.flight.requests.per.connection",
            1);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      send(producer, serdes, Topics.VOCABULARY_COMMANDS, "default", define());
      for (int n = 0; n < FRAMES; n++) {
        Frame frame = frame("camera-" + n % CAMERAS, n / CAMERAS);
        send(producer, serdes, Topics.FRAMES, frame.getCameraId(), frame);
      }
    }
  }

  private static <T extends SpecificRecord> void send(
      KafkaProducer<String, byte[]> producer,
      AvroSerdes serdes,
      String topic,
      String key,
      T value) {
    @SuppressWarnings("unchecked") // the class of a T is a class of T
    Class<T> type = (Class<T>) value.getClass();
    byte[] bytes = serdes.serde(type).serializer().serialize(topic, value);
    var unused = producer.send(new ProducerRecord<>(topic, key, bytes));
  }

  private static VocabularyCommand define() {
    return VocabularyCommand.newBuilder()
        .setCommandId("define")
        .setVocabularyId("default")
        .setIssuer("test")
        .setIssuedAt(Instant.now())
        .setAction(CommandAction.DEFINE)
        .setCategories(List.of(Category.newBuilder().setName("road").build()))
        .build();
  }

  private static Frame frame(String cameraId, long frameId) {
    byte[] pixels = new byte[isBroken(frameId) ? 7 : 16 * 16 * 3];
    Arrays.fill(pixels, (byte) frameId);
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(frameId)
        .setCapturedAt(Instant.now())
        .setEncoding(FrameEncoding.RGB)
        .setHeight(16)
        .setWidth(16)
        .setPayload(ByteBuffer.wrap(pixels))
        .build();
  }

  private static KafkaConsumer<String, byte[]> reader(String bootstrap) {
    KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(Topics.MASKS, Topics.DEAD_LETTERS)) {
      reader
          .partitionsFor(topic)
          .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
    }
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    return reader;
  }

  private void readUntil(
      KafkaConsumer<String, byte[]> reader, AvroSerdes serdes, JavaProcess processor, int wanted) {
    while (results < wanted) {
      processor.requireAlive();
      read(reader, serdes);
    }
  }

  private void readToTheEnd(KafkaConsumer<String, byte[]> reader, AvroSerdes serdes) {
    Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
    while (!ends.entrySet().stream()
        .allMatch(end -> reader.position(end.getKey()) >= end.getValue())) {
      read(reader, serdes);
    }
  }

  private void read(KafkaConsumer<String, byte[]> reader, AvroSerdes serdes) {
    for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(200))) {
      boolean isMask = record.topic().equals(Topics.MASKS);
      long frameId =
          isMask
              ? value(serdes, SegmentationMask.class, Topics.MASKS, record).getSource().getFrameId()
              : value(serdes, Frame.class, Topics.FRAMES, record).getFrameId();
      (isMask ? masks : deadLetters)
          .computeIfAbsent(record.key(), camera -> new ArrayList<>())
          .add(frameId);
      results++;
    }
  }

  private static <T extends SpecificRecord> T value(
      AvroSerdes serdes, Class<T> type, String topic, ConsumerRecord<String, byte[]> record) {
    return serdes.serde(type).deserializer().deserialize(topic, record.value());
  }
}
