package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.bind;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static io.lexiseg.recognition.category.TestRecords.define;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.processor.command.ExemplarRules;
import io.lexiseg.processor.command.PreviewOrder;
import io.lexiseg.processor.command.VocabularyAggregate;
import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.PreviewPicture;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VocabularyTopologyTest {
  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final List<PreviewOrder> orders = new ArrayList<>();
  private final ProcessorMetrics metrics = new ProcessorMetrics();
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          new VocabularyTopology(
                  serdes,
                  new VocabularyAggregate(
                      new VocabularyLimits(1000, 1000),
                      "default",
                      Set.of("paper", "fast"),
                      new ExemplarRules(ReferenceSettings.NONE)),
                  this::offer,
                  metrics)
              .get(),
          StreamsSettings.vocabulary(
              ProcessorConfig.from(
                  Map.of("bootstrap.servers", "none:1", "schema.registry.url", "mock://none")),
              metrics));
  private final TestInputTopic<String, VocabularyCommand> commands =
      driver.createInputTopic(
          Topics.VOCABULARY_COMMANDS,
          new StringSerializer(),
          serdes.serde(VocabularyCommand.class).serializer());
  private final TestOutputTopic<String, Vocabulary> vocabularies =
      output(Topics.VOCABULARIES, Vocabulary.class);
  private final TestOutputTopic<String, CameraBinding> bindings =
      output(Topics.CAMERA_BINDINGS, CameraBinding.class);
  private final TestOutputTopic<String, VocabularyStatus> answers =
      output(Topics.VOCABULARY_STATUS, VocabularyStatus.class);

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), serdes.serde(type).deserializer());
  }

  @AfterEach
  void close() {
    driver.close();
    serdes.close();
  }

  private Optional<String> offer(PreviewOrder order) {
    orders.add(order);
    return orders.size() > 2 ? Optional.of("preview: too many") : Optional.empty();
  }

  @Test
  void shouldOrderPreviewsAndChangeNothing() {
    // given
    send(define("a", "street", "road"));
    // when
    send(preview("b").build());
    send(preview("c").setVocabularyId("new").build());
    send(preview("d").build());
    // then
    assertThat(orders.get(0).current().orElseThrow().getVersion()).isEqualTo(1);
    assertThat(orders.get(0).live(NOW).orElseThrow().content().categories())
        .extracting(Category::getName)
        .containsExactly("road");
    assertThat(orders.get(0).proposed().categories())
        .extracting(Category::getName)
        .containsExactly("traffic light", "sky");
    assertThat(orders.get(1).current()).isEmpty();
    assertThat(orders.get(1).live(NOW)).isEmpty();
    assertThat(vocabularies.readValuesToList()).hasSize(1);
    assertThat(answers.readValuesToList())
        .extracting(
            VocabularyStatus::getState, VocabularyStatus::getVersion, VocabularyStatus::getError)
        .containsExactly(
            tuple(VocabularyState.PENDING, 1, Optional.empty()),
            tuple(VocabularyState.PENDING, 1, Optional.empty()),
            tuple(VocabularyState.PENDING, 0, Optional.empty()),
            tuple(VocabularyState.FAILED, 1, Optional.of("preview: too many")));
  }

  @Test
  void shouldRefusePreviewsThatCannotBe() {
    // given
    PreviewPicture empty = new PreviewPicture("", ByteBuffer.allocate(0));
    PreviewPicture picture = new PreviewPicture("", ByteBuffer.allocate(1));
    // when
    send(preview("b").setPreviewFrames(17).build());
    send(preview("c").setPreviewFrames(0).build());
    send(preview("d").setPreviewPictures(Collections.nCopies(64, picture)).build());
    send(preview("e").setPreviewPictures(List.of(picture, empty)).build());
    send(preview("f").setCameraIds(List.of(Topics.ANY_CAMERA)).build());
    send(preview("g").setCameraIds(List.of("gate", "gate")).build());
    send(preview("h").setProfile("none").build());
    send(preview("i").setCategories(categories("sky", "Sky")).build());
    send(preview("j").setExpectedVersion(7).build());
    send(preview("k").setEffectiveFromMicros(1L).build());
    // then
    assertThat(errors())
        .containsExactly(
            "preview: expected 1 to 16 frames of a camera, got 17",
            "preview: expected 1 to 16 frames of a camera, got 0",
            "preview: expected at most 64 frames and pictures together, got 66",
            "preview picture 2: expected a picture file, got 0 bytes",
            "preview: expected cameras by name, got '*'",
            "preview: expected each camera once, got [gate, gate]",
            "profile: expected one of %s, got 'none'".formatted(Set.of("paper", "fast")),
            "category 2 'Sky': expected a name of its own, got that of category 1",
            "vocabulary street: expected version 7 as the command says, found 0",
            "effective from: expected with a change of categories, got it with PREVIEW");
    assertThat(orders).isEmpty();
  }

  private static VocabularyCommand.Builder preview(String commandId) {
    return command(commandId, "street", CommandAction.PREVIEW)
        .setCategories(categories("traffic  light", " sky"))
        .setCameraIds(List.of("gate"))
        .setPreviewFrames(2);
  }

  @Test
  void shouldDefineVersionsOneAfterTheOther() {
    // when
    send(define("a", "street", " road ", "traffic  light"));
    send(define("b", "street", "sky"));
    // then
    List<TestRecord<String, Vocabulary>> versions = vocabularies.readRecordsToList();
    assertThat(versions).extracting(TestRecord::key).containsExactly("street", "street");
    assertThat(versions).extracting(version -> version.value().getVersion()).containsExactly(1, 2);
    assertThat(versions.get(0).value().getCategories())
        .extracting(Category::getName)
        .containsExactly("road", "traffic light");
    assertThat(versions.get(0).value().getChangedAt()).isEqualTo(NOW);
    List<TestRecord<String, VocabularyStatus>> replies = answers.readRecordsToList();
    assertThat(replies)
        .extracting(reply -> reply.value().getCommandId().orElseThrow())
        .containsExactly("a", "b");
    assertThat(replies.get(1).key()).isEqualTo("street/commands");
    assertThat(replies.get(1).value().getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(replies.get(1).value().getVersion()).isEqualTo(2);
  }

  @Test
  void shouldAnswerARepeatedCommandWithoutDoingItAgain() {
    // given
    send(define("a", "street", "road"));
    send(bind("b", "street", "camera-1"));
    send(bind("c", "street", "camera-2"));
    // when
    send(define("a", "street", "road"));
    send(bind("b", "street", "camera-1"));
    // then
    assertThat(vocabularies.readValuesToList())
        .extracting(Vocabulary::getVersion, Vocabulary::getRepeatedCommandId)
        .containsExactly(
            tuple(1, Optional.empty()), tuple(1, Optional.of("a")), tuple(1, Optional.of("b")));
    assertThat(bindings.readValuesToList())
        .extracting(CameraBinding::getCameraId, CameraBinding::getCommandId)
        .containsExactly(tuple("camera-1", "b"), tuple("camera-2", "c"), tuple("camera-1", "b"));
    assertThat(answers.readValuesToList())
        .extracting(answer -> answer.getCommandId().orElseThrow())
        .containsExactly("a", "b", "c", "a", "b");
  }

  @Test
  void shouldBindCamerasToADefinedVocabulary() {
    // given
    send(define("a", "street", "road"));
    // when
    send(
        VocabularyCommand.newBuilder(bind("b", "street", "camera-1", Topics.ANY_CAMERA))
            .setProfile("fast")
            .build());
    // then
    List<TestRecord<String, CameraBinding>> bound = bindings.readRecordsToList();
    assertThat(bound).extracting(TestRecord::key).containsExactly("camera-1", "*");
    assertThat(bound.get(0).value())
        .returns("street", CameraBinding::getVocabularyId)
        .returns("b", CameraBinding::getCommandId);
    assertThat(bound.get(0).value().getProfile()).contains("fast");
    assertThat(vocabularies.readValuesToList()).hasSize(1);
  }

  @Test
  void shouldRefuseWhatCannotBeBound() {
    // given
    send(define("a", "street", "road"));
    answers.readValue();
    // when
    send(bind("b", "unknown", "camera-1"));
    send(bind("c", "street"));
    send(bind("d", "street", " "));
    send(VocabularyCommand.newBuilder(bind("e", "street", "camera-1")).setProfile("none").build());
    // then
    assertThat(bindings.isEmpty()).isTrue();
    assertThat(errors())
        .satisfiesExactly(
            first -> assertThat(first).contains("unknown", "defined first"),
            second -> assertThat(second).contains("1 to 10000, got 0"),
            third -> assertThat(third).contains("camera id"),
            fourth -> assertThat(fourth).contains("fast", "'none'"));
  }

  @Test
  void shouldRefuseAVocabularyAsAWhole() {
    // when
    send(define("a", "street"));
    send(define("b", "street", names(1001)));
    send(define("c", "street", "road", "Road", ""));
    send(define("d", "street", "<|endoftext|>", "x".repeat(201), "tab\u0007"));
    // then
    assertThat(vocabularies.isEmpty()).isTrue();
    assertThat(errors())
        .satisfiesExactly(
            first -> assertThat(first).contains("1 to 1000, got 0"),
            second -> assertThat(second).contains("1 to 1000, got 1001"),
            third ->
                assertThat(third).contains("category 2", "category 1", "category 3", "empty text"),
            fourth -> assertThat(fourth).contains("control token", "got 201", "control"));
    assertThat(metrics.scrape())
        .contains("lexiseg_vocabulary_commands_total{answer=\"failed\"} 4.0");
  }

  @Test
  void shouldTakeAThousandCategories() {
    // when
    send(define("a", "street", names(1000)));
    // then
    assertThat(vocabularies.readValue().getCategories()).hasSize(1000);
  }

  @Test
  void shouldRefuseACommandThatExpectsAnotherVersion() {
    // given
    send(define("a", "street", "road"));
    answers.readValue();
    // when
    send(VocabularyCommand.newBuilder(define("b", "street", "sky")).setExpectedVersion(0).build());
    send(VocabularyCommand.newBuilder(define("c", "street", "sky")).setExpectedVersion(1).build());
    // then
    assertThat(answers.readValuesToList())
        .extracting(VocabularyStatus::getState)
        .containsExactly(VocabularyState.FAILED, VocabularyState.PENDING);
  }

  @Test
  void shouldSetAsideACommandUnderAnotherKey() {
    // given
    TestOutputTopic<String, byte[]> deadLetters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS, new StringDeserializer(), new ByteArrayDeserializer());
    // when
    commands.pipeInput("other", define("a", "street", "road"), NOW);
    // then
    assertThat(deadLetters.readRecordsToList()).hasSize(1);
    assertThat(answers.isEmpty()).isTrue();
  }

  @Test
  void shouldRefuseWhatWouldNotFitIntoTheTopics() {
    // given
    String issuer = "i".repeat(Topics.MAX_VOCABULARY_BYTES);
    String profile = "p".repeat(Topics.MAX_VOCABULARY_BYTES);
    List<String> synonyms = Stream.generate(() -> "x".repeat(200)).limit(100).toList();
    List<Category> categories =
        Stream.of(names(100))
            .map(name -> Category.newBuilder().setName(name).setSynonyms(synonyms).build())
            .toList();
    send(define("a", "street", "road"));
    answers.readValue();
    // when
    send(VocabularyCommand.newBuilder(define("b", "street", "sky")).setIssuer(issuer).build());
    send(VocabularyCommand.newBuilder(bind("c", "street", "camera-1")).setProfile(profile).build());
    send(VocabularyCommand.newBuilder(define("d", "street")).setCategories(categories).build());
    send(define("e".repeat(201), "street", "sky"));
    // then
    assertThat(vocabularies.readValuesToList()).hasSize(1);
    assertThat(errors())
        .satisfiesExactly(
            first -> assertThat(first).contains("issuer", "200"),
            second -> assertThat(second).contains("profile").hasSizeLessThan(5000),
            third -> assertThat(third).contains("categories", "1572864 bytes"),
            fourth -> assertThat(fourth).contains("command id", "got 201"));
  }

  @Test
  void shouldSetAsideACommandThatCannotBeAnswered() {
    // given
    String commandId = "c".repeat(Topics.MAX_VOCABULARY_BYTES);
    // when
    send(define(commandId, "street", "road"));
    // then
    assertThat(answers.isEmpty()).isTrue();
    assertThat(metrics.scrape())
        .contains("reason=\"malformed-record\",topic=\"vocabulary-commands\"} 1.0");
  }

  @Test
  void shouldRefuseAnUnknownAction() {
    // when
    send(command("a", "street", CommandAction.UNKNOWN).build());
    // then
    assertThat(errors()).singleElement().asString().contains("action");
  }

  private List<String> errors() {
    return answers.readValuesToList().stream()
        .map(answer -> answer.getError().orElseThrow())
        .toList();
  }

  private void send(VocabularyCommand command) {
    commands.pipeInput(command.getVocabularyId(), command, NOW);
  }

  private static String[] names(int count) {
    return Stream.iterate(1, n -> n + 1).limit(count).map(n -> "word " + n).toArray(String[]::new);
  }
}
