package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.PreviewAnswers;
import io.lexiseg.cli.client.ProcessorInstances;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.PreviewPicture;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyPreview;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.image.JpegEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators do beside changing a vocabulary, on a real broker. */
class VocabularyOperationsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static Instant now = Instant.EPOCH;
  private static final byte[] JPEG = JpegEncoder.encode(Pictures.noise(24, 32, 1), 80);

  private static LocalSystem system;
  private static KafkaConnection connection;

  @BeforeAll
  static void start() {
    now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    system = LocalSystem.start(FlatModel.open());
    connection = system.connection();
    VocabularyStatus answer = changed(define("default", "road", "sky"));
    assertThat(answer.getState()).isEqualTo(VocabularyState.READY);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void shouldPreviewLastFramesAndPictures() throws Exception {
    // given: more frames than one look back, between those of other cameras, and one that its
    // producer put elsewhere
    publish(IntStream.range(0, 120).mapToObj(i -> i % 2 == 0 ? "gate" : "yard").toList());
    publishElsewhere("stray");
    VocabularyCommand.Builder command =
        VocabularyCommand.newBuilder()
            .setVocabularyId("default")
            .setAction(CommandAction.PREVIEW)
            .setCategories(VocabularyText.categories(List.of("road", "car")))
            .setCameraIds(List.of("gate", "stray", "nobody"))
            .setPreviewFrames(16)
            .setPreviewPictures(List.of(new PreviewPicture("mine", ByteBuffer.wrap(JPEG))));

    // when
    List<VocabularyPreview> previews = new ArrayList<>();
    VocabularyStatus end;
    try (PreviewAnswers answers = new PreviewAnswers(connection);
        VocabularyClient client = client()) {
      end = answers.await(client.send(command), PATIENCE, previews::add);
    }

    // then
    assertThat(end.getState()).isEqualTo(VocabularyState.FAILED);
    assertThat(end.getError().orElseThrow()).startsWith("camera nobody: expected frames");
    assertThat(previews).hasSize(18);
    assertThat(previews.subList(0, 16))
        .extracting(preview -> preview.getSource().orElseThrow().getFrameId())
        .containsExactlyElementsOf(IntStream.range(44, 60).mapToObj(Long::valueOf).toList());
    assertThat(previews.get(16).getSource().orElseThrow().getCameraId()).isEqualTo("stray");
    assertThat(previews.get(17).getName()).isEqualTo("mine");
    assertThat(previews)
        .allSatisfy(
            preview -> {
              assertThat(preview.getLiveVersion()).isEqualTo(1);
              assertThat(preview.getAreas().get(1).getProposedFraction()).isEqualTo(1.0);
              assertThat(preview.getAreas().get(2).getLiveFraction()).isEqualTo(1.0);
              assertThat(preview.getLiveOverlay()).isPresent();
            });
  }

  @Test
  void shouldChangeEachCameraAtTheCaptureTimeThatWasAskedFor() {
    // given
    assertThat(changed(define("timed", "road")).getState()).isEqualTo(VocabularyState.READY);
    changed(
        VocabularyCommand.newBuilder()
            .setVocabularyId("timed")
            .setAction(CommandAction.BIND)
            .setCameraIds(List.of("early", "late")));
    VocabularyStatus ready =
        changed(
            define("timed", "tree", "car")
                .setEffectiveFromMicros(EventTime.micros(now.plusSeconds(5))));

    // when: one camera is ten seconds behind
    List<SegmentationMask> masks;
    try (OutcomeReader outcomes = OutcomeReader.fromNow(connection)) {
      for (int second = 0; second < 10; second++) {
        publishAt("early", now.plusSeconds(second), second);
        publishAt("late", now.plusSeconds(second - 10), second);
      }
      masks = masks(outcomes, 20);
    }

    // then
    assertThat(ready.getVersion()).isEqualTo(2);
    assertThat(EventTime.instant(ready.getEffectiveFromMicros().orElseThrow()))
        .isEqualTo(now.plusSeconds(5));
    assertThat(masks)
        .allSatisfy(
            mask -> {
              boolean later = !mask.getSource().getCapturedAt().isBefore(now.plusSeconds(5));
              assertThat(mask.getVocabularyVersion()).isEqualTo(later ? 2 : 1);
              assertThat(mask.getLegend())
                  .extracting(LegendEntry::getCategory)
                  .isEqualTo(later ? List.of("tree", "car") : List.of("road"));
            });
    assertThat(masks).filteredOn(mask -> mask.getVocabularyVersion() == 2).hasSize(5);
  }

  @Test
  void shouldAnswerACommandThatIsSentTwiceBothTimes() throws Exception {
    // given
    VocabularyCommand command =
        define("twice", "road").setCommandId("twice-1").setIssuer("test").setIssuedAt(now).build();
    try (Producer<String, VocabularyCommand> producer =
            connection.producer(VocabularyCommand.class);
        CommandAnswers answers = new CommandAnswers(connection)) {
      for (int time = 0; time < 2; time++) {
        // when
        producer.send(new ProducerRecord<>(Topics.VOCABULARY_COMMANDS, "twice", command)).get();
        VocabularyStatus answer = answers.await("twice-1", PATIENCE);

        // then
        assertThat(answer.getState()).isEqualTo(VocabularyState.READY);
        assertThat(answer.getVersion()).isEqualTo(1);
        assertThat(answer.getInstanceId()).isNotEqualTo("commands");
      }
    }
  }

  @Test
  void shouldKnowTheInstancesAndWaitForAll() {
    try (ProcessorInstances instances = new ProcessorInstances(connection, "lexiseg");
        ProcessorInstances nobody = new ProcessorInstances(connection, "another");
        CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = client()) {
      // when
      String commandId = client.send(define("waited", "road"));
      List<VocabularyStatus> ready = answers.awaitAll(commandId, instances, PATIENCE);

      // then
      assertThat(ready)
          .extracting(VocabularyStatus::getInstanceId)
          .containsExactlyElementsOf(instances.live());
      assertThat(ready.get(0).getTimings()).isPresent();
      assertThat(nobody.live()).isEmpty();
    }
  }

  private static VocabularyCommand.Builder define(String id, String... names) {
    return VocabularyCommand.newBuilder()
        .setVocabularyId(id)
        .setAction(CommandAction.DEFINE)
        .setCategories(VocabularyText.categories(List.of(names)));
  }

  private static VocabularyStatus changed(VocabularyCommand.Builder command) {
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = client()) {
      return answers.await(client.send(command), PATIENCE);
    }
  }

  private static VocabularyClient client() {
    return new VocabularyClient(connection, Clock.systemUTC(), "test");
  }

  private static void publish(List<String> cameras) {
    try (FramePublisher publisher = new FramePublisher(connection, Clock.systemUTC(), 0)) {
      cameras.forEach(camera -> publisher.publish(camera, new CapturedImage("noise", JPEG)));
    }
  }

  private static void publishAt(String camera, Instant capturedAt, long frameId) {
    Clock clock = Clock.fixed(capturedAt, ZoneOffset.UTC);
    try (FramePublisher publisher = new FramePublisher(connection, clock, frameId)) {
      publisher.publish(camera, new CapturedImage("noise", JPEG));
    }
  }

  private static void publishElsewhere(String camera) throws Exception {
    Frame frame =
        Frame.newBuilder()
            .setCameraId(camera)
            .setFrameId(0)
            .setCapturedAt(now)
            .setEncoding(FrameEncoding.JPEG)
            .setHeight(0)
            .setWidth(0)
            .setPayload(ByteBuffer.wrap(JPEG))
            .build();
    try (Producer<String, Frame> producer = connection.producer(Frame.class)) {
      int partitions = producer.partitionsFor(Topics.FRAMES).size();
      int usual =
          Utils.toPositive(Utils.murmur2(camera.getBytes(StandardCharsets.UTF_8))) % partitions;
      producer
          .send(new ProducerRecord<>(Topics.FRAMES, (usual + 1) % partitions, camera, frame))
          .get();
    }
  }

  private static List<SegmentationMask> masks(OutcomeReader outcomes, int count) {
    List<SegmentationMask> masks = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (masks.size() < count && System.nanoTime() < deadline) {
      for (Outcome outcome : outcomes.read(Duration.ofMillis(200))) {
        if (outcome instanceof Outcome.Masked masked
            && List.of("early", "late").contains(masked.mask().getSource().getCameraId())) {
          masks.add(masked.mask());
        }
      }
    }
    assertThat(masks).hasSize(count);
    return masks;
  }
}
