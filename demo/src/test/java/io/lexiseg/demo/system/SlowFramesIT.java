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
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One stream thread takes a frame of each of its partitions before it commits or polls: Kafka's
 * patience has to hold so long, else nothing is ever committed.
 */
@Timeout(120)
class SlowFramesIT {
  private static final int PARTITIONS = 8;

  private final AtomicInteger pictures = new AtomicInteger();

  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private InMemorySchemaRegistry registry;
  private KafkaConnection connection;

  @BeforeEach
  void startKafka() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder).withPartitions(PARTITIONS));
    registry = InMemorySchemaRegistry.start();
    SchemaRegistrar.registerAll(registry.url());
    connection = KafkaConnection.open(broker.bootstrapServers(), registry.url());
  }

  @AfterEach
  void stopKafka() {
    connection.close();
    registry.close();
    broker.close();
  }

  @Test
  void shouldCommitFramesOfThreeSecondsAtOnce() {
    // 8 partitions, 24 s: more than the 10 s that a transaction may be open by default.
    SegmentationModel slow = SlowModel.always(Duration.ofSeconds(3), pictures);
    // when
    List<Outcome> outcomes = outcomes(slow, 1, Map.of());
    // then
    assertThat(cameras(outcomes)).containsExactlyElementsOf(cameras(PARTITIONS));
    assertThat(pictures).as("one to measure, then each once").hasValue(9);
  }

  @Test
  void shouldGiveTransactionsMoreTimeWhenFramesBecomeSlow() {
    SegmentationModel slow = SlowModel.unexpectedly(Duration.ofMillis(300), pictures);
    // when
    List<Outcome> outcomes =
        outcomes(
            slow,
            1,
            Map.of("kafka.session.timeout.ms", "6000", "kafka.transaction.timeout.ms", "1000"));
    // then
    assertThat(cameras(outcomes)).containsExactlyElementsOf(cameras(PARTITIONS));
    assertThat(pictures).hasValueLessThan(PARTITIONS + 4);
  }

  @Test
  void shouldPollInTimeWhenFramesBecomeSlowWithoutTransactions() {
    SegmentationModel slow = SlowModel.unexpectedly(Duration.ofMillis(300), pictures);
    // when
    List<Outcome> outcomes =
        outcomes(
            slow,
            1,
            Map.of(
                "guarantee", "at-least-once",
                "kafka.session.timeout.ms", "6000",
                "kafka.max.poll.interval.ms", "1000"));
    // then
    assertThat(new HashSet<>(cameras(outcomes)))
        .containsExactlyInAnyOrderElementsOf(cameras(PARTITIONS));
    assertThat(pictures).hasValueLessThan(PARTITIONS + 4);
  }

  @Test
  void shouldRefuseATimeThatIsTooShortForWhatItMeasured() {
    SegmentationModel slow = SlowModel.always(Duration.ofMillis(300), pictures);
    Map<String, String> settings = Map.of("kafka.transaction.timeout.ms", "1000");
    try (ProcessorApplication processor = processor(slow, settings)) {
      assertThatThrownBy(processor::start)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("kafka.transaction.timeout.ms: expected at least")
          .hasMessageContaining("8 partitions");
    }
  }

  @Test
  void shouldTakeOneFrameOfEachPartitionHoweverQuickTheFramesBeforeWere() {
    // Passes of two frames would take 4 s.
    SegmentationModel slow = SlowModel.after(200 * PARTITIONS, Duration.ofMillis(250), pictures);
    // when
    List<Outcome> outcomes =
        outcomes(
            slow,
            203,
            Map.of("frame.slowest", "250", "kafka.producer.transaction.timeout.ms", "3000"));
    // then
    assertThat(outcomes).hasSize(203 * PARTITIONS);
    // A busy machine may repeat a transaction of quick frames; slow ones by two would never end.
    assertThat(pictures).hasValueLessThan(203 * PARTITIONS * 11 / 10);
  }

  private List<Outcome> outcomes(
      SegmentationModel model, int framesEach, Map<String, String> settings) {
    try (OutcomeReader reader = OutcomeReader.fromBeginning(connection);
        ProcessorApplication processor = processor(model, settings)) {
      publish(framesEach);
      processor.start();
      define();
      List<Outcome> outcomes = new ArrayList<>();
      while (outcomes.size() < framesEach * PARTITIONS
          || new HashSet<>(cameras(outcomes)).size() < PARTITIONS) {
        outcomes.addAll(reader.read(Duration.ofMillis(100)));
        assertThat(processor.health().live()).isTrue();
      }
      return outcomes;
    }
  }

  private ProcessorApplication processor(SegmentationModel model, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("bootstrap.servers", broker.bootstrapServers());
    all.put("schema.registry.url", registry.url());
    all.put("guarantee", "exactly-once");
    all.put("threads", "1");
    all.put("http.port", "0");
    all.putAll(settings);
    return new ProcessorApplication(ProcessorConfig.from(all), model);
  }

  private void define() {
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test")) {
      answers.await(client.define("default", List.of("road")), Duration.ofSeconds(60));
    }
  }

  /** Each partition has a camera. */
  private void publish(int framesEach) {
    try (Producer<String, Frame> frames = connection.producer(Frame.class)) {
      for (int n = 0; n < framesEach * PARTITIONS; n++) {
        int partition = n % PARTITIONS;
        Frame frame = frame("camera-" + partition, n / PARTITIONS);
        var unused =
            frames.send(new ProducerRecord<>(Topics.FRAMES, partition, frame.getCameraId(), frame));
      }
    }
  }

  private static Frame frame(String cameraId, long frameId) {
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(frameId)
        .setCapturedAt(Instant.now())
        .setEncoding(FrameEncoding.RGB)
        .setHeight(16)
        .setWidth(16)
        .setPayload(ByteBuffer.wrap(new byte[16 * 16 * 3]))
        .build();
  }

  private static List<String> cameras(int count) {
    return IntStream.range(0, count).mapToObj(n -> "camera-" + n).sorted().toList();
  }

  private static List<String> cameras(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> ((Outcome.Masked) outcome).mask().getSource().getCameraId())
        .sorted()
        .toList();
  }
}
