package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The processor while its schema registry is away: at the start, and when it runs. */
@Timeout(180)
class RegistryOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int UNKNOWN_ID = 9_999;

  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private InMemorySchemaRegistry registry;
  private RegistryFront front;
  private KafkaConnection connection;
  private AvroSerdes serdes;

  @BeforeEach
  void startKafka() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder));
    registry = InMemorySchemaRegistry.start();
    front = RegistryFront.before(registry.url());
    SchemaRegistrar.registerAll(registry.url());
    connection = KafkaConnection.open(broker.bootstrapServers(), registry.url());
    serdes = AvroSerdes.open(registry.url());
  }

  @AfterEach
  void stopKafka() {
    serdes.close();
    connection.close();
    front.close();
    registry.close();
    broker.close();
  }

  @Test
  void shouldWaitForTheRegistryOnlyWithWhatNeedsIt() throws Exception {
    try (ProcessorApplication processor = processor();
        OutcomeReader outcomes = OutcomeReader.fromNow(connection);
        Producer<String, byte[]> frames = producer()) {
      // given: away at the start
      front.away(true);
      CompletableFuture<Void> started = CompletableFuture.runAsync(processor::start);
      awaitDetail(processor, "registry away: " + front.url());
      assertThat(processor.health().live()).isTrue();
      front.away(false);
      assertThat(started).succeedsWithin(PATIENCE);
      define();
      Awaitility.await().atMost(PATIENCE).until(() -> processor.health().ready());
      // when: away while frames of an id come that nobody knows yet
      front.away(true);
      send(frames, 1, "camera-1", frame("camera-1", 1));
      send(frames, 1, "camera-1", withId(UNKNOWN_ID, frame("camera-1", 2)));
      send(frames, 1, "camera-1", frame("camera-1", 3));
      send(frames, 2, "camera-2", frame("camera-2", 1));
      send(frames, 2, "camera-2", frame("camera-2", 2));
      List<Outcome> during = read(outcomes, 3);
      awaitDetail(processor, "1 partitions wait");
      boolean ready = processor.health().ready();
      send(frames, 2, "camera-2", frame("camera-2", 3));
      during.addAll(read(outcomes, 1));
      front.away(false);
      List<Outcome> after = read(outcomes, 2);
      // then
      assertThat(ready).isFalse();
      assertThat(during).allMatch(Outcome.Masked.class::isInstance);
      assertThat(during.stream().filter(outcome -> outcome.partition() == 1)).hasSize(1);
      assertThat(after).extracting(Outcome::offset).containsExactlyInAnyOrder(1L, 2L);
      assertThat(after)
          .filteredOn(Outcome.DeadLettered.class::isInstance)
          .singleElement()
          .satisfies(letter -> assertThat(letter.offset()).isEqualTo(1));
      Awaitility.await().atMost(PATIENCE).until(() -> processor.health().ready());
    }
  }

  @Test
  void shouldEndWhileItWaitsForTheRegistry() throws Exception {
    // given
    front.away(true);
    ProcessorApplication processor = processor();
    CompletableFuture<Void> started = CompletableFuture.runAsync(processor::start);
    awaitDetail(processor, "registry away");
    // when
    CompletableFuture<Void> closed = CompletableFuture.runAsync(processor::close);
    // then
    assertThat(closed).succeedsWithin(30, TimeUnit.SECONDS);
    assertThat(started).succeedsWithin(30, TimeUnit.SECONDS);
  }

  private ProcessorApplication processor() {
    return new ProcessorApplication(
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "schema.registry.url", front.url(),
                "guarantee", "exactly-once",
                "threads", "2",
                "http.port", "0")),
        PlainModel.open());
  }

  private static void awaitDetail(ProcessorApplication processor, String text) {
    Awaitility.await().atMost(PATIENCE).until(() -> processor.health().detail().contains(text));
  }

  private static List<Outcome> read(OutcomeReader outcomes, int count) {
    List<Outcome> all = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              all.addAll(outcomes.read(Duration.ofMillis(100)));
              return all.size() >= count;
            });
    assertThat(all).hasSize(count);
    return all;
  }

  private void define() {
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test")) {
      String command = client.define("default", List.of("road"));
      assertThat(answers.await(command, PATIENCE).getState()).isEqualTo(VocabularyState.READY);
    }
  }

  private static void send(
      Producer<String, byte[]> frames, int partition, String cameraId, byte[] value) {
    var unused = frames.send(new ProducerRecord<>(Topics.FRAMES, partition, cameraId, value));
    frames.flush();
  }

  private static byte[] withId(int schemaId, byte[] record) {
    return ByteBuffer.wrap(record).putInt(1, schemaId).array();
  }

  private Producer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private byte[] frame(String cameraId, long frameId) {
    return serdes
        .serde(Frame.class)
        .serializer()
        .serialize(
            Topics.FRAMES,
            Frame.newBuilder()
                .setCameraId(cameraId)
                .setFrameId(frameId)
                .setCapturedAt(Instant.now())
                .setEncoding(FrameEncoding.RGB)
                .setHeight(16)
                .setWidth(16)
                .setPayload(ByteBuffer.wrap(new byte[16 * 16 * 3]))
                .build());
  }
}
