package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.TopicLimitRaiser;
import io.lexiseg.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output topics that take less than records need, at the start and while frames flow. */
@Timeout(120)
class TopicLimitsIT {
  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private InMemorySchemaRegistry registry;
  private KafkaConnection connection;
  private Admin admin;

  @BeforeEach
  void startKafka() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder).withPartitions(1));
    registry = InMemorySchemaRegistry.start();
    SchemaRegistrar.registerAll(registry.url());
    connection = KafkaConnection.open(broker.bootstrapServers(), registry.url());
    admin = connection.admin();
  }

  @AfterEach
  void stopKafka() {
    admin.close();
    connection.close();
    registry.close();
    broker.close();
  }

  @Test
  void shouldRefuseTopicsThatDoNotSuffice() throws Exception {
    // given
    limit(Topics.MASKS, 1_048_588);
    try (ProcessorApplication processor = processor()) {
      // then
      assertThatThrownBy(processor::start)
          .hasMessageContaining("masks: expected max.message.bytes of at least 16777216")
          .hasMessageContaining("./lexiseg topics create --alter --bootstrap");
    }
    assertThat(TopicLimitRaiser.raise(admin, Topics.all())).containsExactly(Topics.MASKS);
    admin.deleteTopics(List.of(Topics.FRAME_DROPS)).all().get();
    try (ProcessorApplication processor = processor()) {
      assertThatThrownBy(processor::start)
          .hasMessageContaining("missing: frame-drops")
          .hasMessageContaining("./lexiseg topics create --bootstrap");
    }
  }

  @Test
  void shouldGoOnWhenLimitsAreLoweredWhileFramesFlow() throws Exception {
    try (ProcessorApplication processor = processor();
        OutcomeReader reader = OutcomeReader.fromBeginning(connection);
        Producer<String, Frame> frames = connection.producer(Frame.class)) {
      // given
      processor.start();
      define();
      send(frames, 0, 16 * 16 * 3);
      send(frames, 1, 5000);
      List<Outcome> outcomes = new ArrayList<>(read(reader, 2));
      // when
      limit(Topics.DEAD_LETTERS, 2000);
      send(frames, 2, 5000);
      outcomes.addAll(read(reader, 1));
      limit(Topics.MASKS, 150);
      send(frames, 3, 16 * 16 * 3);
      outcomes.addAll(read(reader, 1));
      // then
      assertThat(outcomes.subList(0, 2)).hasAtLeastOneElementOfType(Outcome.Masked.class);
      assertThat(outcomes)
          .filteredOn(Outcome.DeadLettered.class::isInstance)
          .extracting(outcome -> ((Outcome.DeadLettered) outcome).reason())
          .containsExactly("undecodable-image", "undecodable-image", "over-limit");
      assertThat(processor.health().live()).isTrue();
    }
  }

  private static List<Outcome> read(OutcomeReader reader, int count) {
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < count) {
      outcomes.addAll(reader.read(Duration.ofMillis(100)));
    }
    return outcomes;
  }

  private void limit(String topic, int bytes) throws Exception {
    ConfigEntry entry = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  private ProcessorApplication processor() {
    return new ProcessorApplication(
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "guarantee", "exactly-once",
                "threads", "1",
                "kafka.session.timeout.ms", "6000",
                "http.port", "0")),
        PlainModel.open());
  }

  private void define() {
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test")) {
      answers.await(client.define("default", List.of("road")), Duration.ofSeconds(60));
    }
  }

  /** A picture of 16x16 has 768 bytes; any other number is no picture. */
  private static void send(Producer<String, Frame> frames, long frameId, int bytes) {
    Frame frame =
        Frame.newBuilder()
            .setCameraId("camera")
            .setFrameId(frameId)
            .setCapturedAt(Instant.now())
            .setEncoding(FrameEncoding.RGB)
            .setHeight(16)
            .setWidth(16)
            .setPayload(ByteBuffer.wrap(new byte[bytes]))
            .build();
    var unused = frames.send(new ProducerRecord<>(Topics.FRAMES, frame.getCameraId(), frame));
    frames.flush();
  }
}
