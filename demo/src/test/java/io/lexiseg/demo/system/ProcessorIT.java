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
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor on a real broker, with a model without networks. In order, because a vocabulary
 * that is defined stays: only the first test finds none.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration READ = Duration.ofMillis(20);

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static InMemorySchemaRegistry registry;
  private static KafkaConnection connection;

  @BeforeAll
  static void startKafka() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder));
    registry = InMemorySchemaRegistry.start();
    SchemaRegistrar.registerAll(registry.url());
    connection = KafkaConnection.open(broker.bootstrapServers(), registry.url());
  }

  @AfterAll
  static void stopKafka() {
    connection.close();
    registry.close();
    broker.close();
  }

  @Test
  @Order(1)
  void shouldWaitForAVocabularyAndSayHowItDoes() throws Exception {
    try (ProcessorApplication processor = started(PlainModel.open());
        OutcomeReader outcomes = OutcomeReader.fromNow(connection);
        Producer<String, Frame> frames = connection.producer(Frame.class)) {
      // given
      publish(frames, "camera-1", 0);
      Awaitility.await().atMost(PATIENCE).until(() -> get(processor, "/health/ready") == 200);
      Awaitility.await().atMost(PATIENCE).until(() -> processor.health().detail().contains("wait"));
      String before = processor.health().detail();
      // when
      define("road");
      List<SegmentationMask> masks = new ArrayList<>();
      while (masks.isEmpty()) {
        masks.addAll(masks(outcomes.read(Duration.ofMillis(100))));
      }
      // then
      assertThat(before).contains("1 camera, 1 frame wait");
      assertThat(masks.get(0).getSource().getFrameId()).isZero();
      // One stream thread may segment while the other is still being started.
      Awaitility.await().atMost(PATIENCE).until(() -> get(processor, "/health/ready") == 200);
      assertThat(get(processor, "/health/live")).isEqualTo(200);
      assertThat(get(processor, "/metrics")).isEqualTo(200);
    }
  }

  @Test
  @Order(2)
  void shouldChangeTheVocabularyWhileFramesFlow() {
    try (ProcessorApplication processor = started(PlainModel.open());
        OutcomeReader outcomes = OutcomeReader.fromNow(connection);
        Producer<String, Frame> frames = connection.producer(Frame.class)) {
      // given
      int before = define("road", "sky");
      List<SegmentationMask> masks = new ArrayList<>();
      long frameId = 0;
      while (masks.isEmpty()) {
        publish(frames, "camera-2", frameId++);
        masks.addAll(masks(outcomes.read(READ)));
      }
      // when
      int after = define("tree");
      while (last(masks).getVocabularyVersion() < after) {
        publish(frames, "camera-2", frameId++);
        masks.addAll(masks(outcomes.read(READ)));
      }
      while (masks.size() < frameId) {
        masks.addAll(masks(outcomes.read(READ)));
      }
      // then
      assertThat(masks)
          .extracting(mask -> mask.getSource().getFrameId())
          .isEqualTo(LongStream.range(0, frameId).boxed().toList());
      Map<Integer, List<String>> legends =
          Map.of(before, List.of("road", "sky"), after, List.of("tree"));
      assertThat(masks)
          .allSatisfy(
              mask -> assertThat(legend(mask)).isEqualTo(legends.get(mask.getVocabularyVersion())));
      assertThat(masks).extracting(SegmentationMask::getVocabularyVersion).isSorted();
      assertThat(processor.health().live()).isTrue();
    }
  }

  @Test
  @Order(3)
  void shouldKeepTheNewestFrameAndCountTheOthers() {
    try (ProcessorApplication processor = started(PlainModel.open());
        OutcomeReader outcomes = OutcomeReader.fromNow(connection);
        Producer<String, Frame> frames = connection.producer(Frame.class)) {
      // given
      define("road");
      bindToLatest("camera-3");
      int published = 400;
      // when
      for (long frameId = 0; frameId < published; frameId++) {
        send(frames, "camera-3", frameId);
      }
      List<Outcome> all = new ArrayList<>();
      while (all.size() < published) {
        all.addAll(outcomes.read(Duration.ofMillis(100)));
      }
      // then
      List<Long> masks = masks(all).stream().map(mask -> mask.getSource().getFrameId()).toList();
      List<Long> drops = drops(all);
      assertThat(masks).isSorted().endsWith(published - 1L);
      assertThat(drops).isSorted().isNotEmpty();
      assertThat(masks.size() + drops.size()).isEqualTo(published);
      assertThat(masks).doesNotContainAnyElementsOf(drops);
      assertThat(processor.metrics()).contains("reason=\"superseded\"} " + drops.size() + ".0");
    }
  }

  @Test
  @Order(4)
  void shouldStopWhenTheProgramFails() {
    SegmentationModel failing =
        new SegmentationModel(
            PlainModel.open().profiles(),
            (image, settings) ->
                categories -> {
                  throw new IllegalStateException("device lost");
                },
            () -> {});
    try (ProcessorApplication processor = started(failing);
        Producer<String, Frame> frames = connection.producer(Frame.class)) {
      // given
      define("road");
      // when
      publish(frames, "camera-4", 0);
      // then
      assertThatThrownBy(processor::awaitEnd)
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("device lost");
      assertThat(processor.health().live()).isFalse();
    }
  }

  private static ProcessorApplication started(SegmentationModel model) {
    ProcessorApplication processor =
        new ProcessorApplication(
            ProcessorConfig.from(
                Map.of(
                    "bootstrap.servers", broker.bootstrapServers(),
                    "schema.registry.url", registry.url(),
                    "guarantee", "exactly-once",
                    "threads", "2",
                    "http.port", "0")),
            model);
    processor.start();
    return processor;
  }

  private static int define(String... names) {
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = client()) {
      String command = client.define("default", List.of(names));
      VocabularyStatus answer = answers.await(command, PATIENCE);
      assertThat(answer.getState()).isEqualTo(VocabularyState.READY);
      return answer.getVersion();
    }
  }

  private static List<String> legend(SegmentationMask mask) {
    return mask.getLegend().stream().map(LegendEntry::getCategory).toList();
  }

  private static void bindToLatest(String cameraId) {
    DropPolicy latest = DropPolicy.newBuilder().setRule(DropRule.LATEST).build();
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = client()) {
      String command =
          client.bind("default", List.of(cameraId), Optional.empty(), Optional.of(latest));
      assertThat(answers.await(command, PATIENCE).getState()).isEqualTo(VocabularyState.READY);
    }
  }

  private static VocabularyClient client() {
    return new VocabularyClient(connection, Clock.systemUTC(), "test");
  }

  private static void publish(Producer<String, Frame> frames, String cameraId, long frameId) {
    send(frames, cameraId, frameId);
    frames.flush();
  }

  private static void send(Producer<String, Frame> frames, String cameraId, long frameId) {
    Frame frame =
        Frame.newBuilder()
            .setCameraId(cameraId)
            .setFrameId(frameId)
            .setCapturedAt(Instant.now())
            .setEncoding(FrameEncoding.RGB)
            .setHeight(16)
            .setWidth(16)
            .setPayload(ByteBuffer.wrap(new byte[16 * 16 * 3]))
            .build();
    var unused = frames.send(new ProducerRecord<>(Topics.FRAMES, cameraId, frame));
  }

  private static List<SegmentationMask> masks(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Masked.class::isInstance)
        .map(outcome -> ((Outcome.Masked) outcome).mask())
        .toList();
  }

  private static List<Long> drops(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Dropped.class::isInstance)
        .map(outcome -> ((Outcome.Dropped) outcome).drop().getSource().getFrameId())
        .toList();
  }

  private static SegmentationMask last(List<SegmentationMask> masks) {
    return masks.get(masks.size() - 1);
  }

  private static int get(ProcessorApplication processor, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + processor.httpPort() + path))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
