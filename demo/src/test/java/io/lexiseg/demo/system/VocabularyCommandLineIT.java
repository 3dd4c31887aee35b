package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.CommandRun;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The vocabulary commands as an operator types them, answered by a processor without networks. */
@Timeout(120)
class VocabularyCommandLineIT {
  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static InMemorySchemaRegistry registry;
  private static ProcessorApplication processor;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
    registry = InMemorySchemaRegistry.start();
    SchemaRegistrar.registerAll(registry.url());
    processor =
        new ProcessorApplication(
            ProcessorConfig.from(
                Map.of(
                    "bootstrap.servers", broker.bootstrapServers(),
                    "schema.registry.url", registry.url(),
                    "http.port", "0")),
            PlainModel.open());
    processor.start();
  }

  @AfterAll
  static void stop() {
    processor.close();
    registry.close();
    broker.close();
  }

  @Test
  void shouldChangeAVocabularyAndUndoIt() throws Exception {
    // given
    Path file = folder.resolve("street.yaml");
    Files.writeString(
        file,
        """
        categories:
          - road
          - name: tree
            synonyms: [oak, pine]
            templates: ["a {} in winter"]
        """);

    // when
    List<String> answers = new ArrayList<>();
    answers.add(vocabulary(0, "define", "--id", "street", "--file", file.toString()));
    answers.add(vocabulary(0, "add", "--id", "street", "car, bus"));
    answers.add(vocabulary(0, "rename", "--id", "street", "Car", "vehicle"));
    answers.add(vocabulary(0, "remove", "--id", "street", "bus"));
    String stale = vocabulary(1, "add", "--id", "street", "--expected-version", "2", "van");
    answers.add(vocabulary(0, "rollback", "--id", "street", "1"));
    answers.add(vocabulary(0, "bind", "--id", "street", "gate"));
    String inUse = vocabulary(1, "delete", "--id", "street");
    answers.add(vocabulary(0, "unbind", "--id", "street", "gate"));
    String history = vocabulary(0, "history", "--id", "street");
    answers.add(vocabulary(0, "delete", "--id", "street"));
    String list = vocabulary(0, "list");

    // then
    assertThat(answers)
        .extracting(answer -> answer.lines().findFirst().orElse("").replaceAll("; warning: .*", ""))
        .containsExactly(
            "street version 1 READY",
            "street version 2 READY",
            "street version 3 READY",
            "street version 4 READY",
            "street version 5 READY",
            "street version 5 READY",
            "street version 5 READY",
            "street version 6 READY");
    assertThat(answers.get(0).lines().toList().get(1))
        .matches(
            " +[0-9a-f-]{36} ready in \\d+ ms: text \\d+, index \\d+, of that mean \\d+, swap \\d+");
    assertThat(stale).contains("expected version 2 as the command says, found 4");
    assertThat(inUse).contains("expected no camera bound to it, found [gate]");
    assertThat(history.lines().map(line -> line.replaceAll("  .*  ", ": ")))
        .containsExactly(
            "1: +road, +tree", "2: +car, +bus", "3: car is now vehicle", "4: -bus", "5: -vehicle");
    assertThat(list).doesNotContain("street");
  }

  @Test
  void shouldShowCategoriesByPicturesAndSayWhatGetsNone() throws Exception {
    // given
    Path picture =
        Files.write(folder.resolve("cone.png"), MaskPng.encode(Mask.of(8, 12, new short[8 * 12])));
    short[] values = new short[8 * 12];
    values[40] = 1;
    Path mask = Files.write(folder.resolve("mask.png"), MaskPng.encode(Mask.of(8, 12, values)));
    Path file =
        Files.writeString(
            folder.resolve("yard.yaml"),
            """
            threshold: 0.5
            negatives: [glare]
            categories:
              - name: cone
                threshold: 0.6
                negatives: [bollard]
                exemplars: {weight: 1}
              - wall
            """);

    // when
    vocabulary(0, "define", "--id", "yard", "--file", file.toString());
    String boxed =
        vocabulary(
            0, "exemplar", "add", "--id", "yard", "Cone", picture.toString(), "--box", "1,2,3,4");
    vocabulary(
        0,
        "exemplar",
        "add",
        "--id",
        "yard",
        "cone",
        picture.toString(),
        "--mask",
        mask.toString());
    String both = vocabulary(0, "exemplar", "list", "--id", "yard");
    vocabulary(0, "update", "--id", "yard", "--threshold", "none");
    String first = both.substring(0, 12);
    vocabulary(0, "exemplar", "remove", "--id", "yard", "cone", first);
    String one = vocabulary(0, "exemplar", "list", "--id", "yard");
    String outside =
        vocabulary(
            1, "exemplar", "add", "--id", "yard", "cone", picture.toString(), "--box", "9,0,9,1");
    String elsewhere =
        vocabulary(
            1,
            "exemplar",
            "add",
            "--id",
            "yard",
            "cone",
            picture.toString(),
            "--box",
            "0,0,1,1",
            "--by-reference");
    Vocabulary current = current("yard");

    // then
    assertThat(boxed).startsWith("yard version 2 READY");
    assertThat(both.lines().map(line -> line.substring(66)))
        .containsExactly(
            "cone  picture of %d bytes, box 1,2,3,4".formatted(Files.size(picture)),
            "cone  picture of %d bytes, mask".formatted(Files.size(picture)));
    assertThat(one.lines()).containsExactly(both.lines().skip(1).toArray(String[]::new));
    assertThat(outside).contains("exemplar, box: expected at least one pixel inside the picture");
    assertThat(elsewhere).contains("expected a file under one of []");
    assertThat(current.getVersion()).isEqualTo(5);
    assertThat(current.getBackground())
        .contains(Background.newBuilder().setNegatives(List.of("glare")).build());
    assertThat(current.getCategories().get(0).getThreshold()).contains(0.6f);
    assertThat(current.getCategories().get(0).getNegatives()).containsExactly("bollard");
    assertThat(current.getCategories().get(0).getExemplarWeight()).contains(1f);
  }

  private static Vocabulary current(String id) {
    try (KafkaConnection connection =
            KafkaConnection.open(broker.bootstrapServers(), registry.url());
        TopicReader<Vocabulary> reader =
            TopicReader.fromBeginning(connection, Topics.VOCABULARIES, Vocabulary.class)) {
      return reader.table(Duration.ofMillis(200)).stream()
          .filter(vocabulary -> vocabulary.getVocabularyId().equals(id))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void shouldSayWhatIsWrongWithACommandLine() throws Exception {
    // given
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "categories: 7\n");

    // when
    String neither = vocabulary(2, "define");
    String both = vocabulary(2, "add", "--file", broken.toString(), "road");
    String noFile = vocabulary(1, "define", "--file", folder.resolve("none.yaml").toString());
    String noYaml = vocabulary(1, "define", "--file", broken.toString());
    String noRegion = vocabulary(2, "exemplar", "add", "cone", broken.toString());
    String noBox = vocabulary(2, "exemplar", "add", "cone", broken.toString(), "--box", "1,2,x,4");
    String nothing = vocabulary(2, "update");
    String noScore = vocabulary(2, "define", "a", "--threshold", "high");
    String unknown = vocabulary(2, "history", "--id", "nothing");

    // then
    assertThat(neither).contains("expected names or --file, one of the two");
    assertThat(both).contains("expected names or --file, one of the two");
    assertThat(noFile).contains("none.yaml: cannot be read");
    assertThat(noYaml).contains("broken.yaml, line 1: categories: expected a list, got '7'");
    assertThat(noRegion).contains("region: expected --box or --mask, one of them");
    assertThat(noBox).contains("--box: ");
    assertThat(nothing).contains("expected --file, --threshold or --negatives, got none of them");
    assertThat(noScore).contains("--threshold: ");
    assertThat(unknown).contains("vocabulary nothing: expected one that exists");
  }

  @Test
  void shouldSaveMasksOfAnyFormWithTheirRegions() throws Exception {
    // given
    vocabulary(0, "define", "--id", "analytics", "road");
    String refused =
        vocabulary(
            1,
            "bind",
            "--id",
            "analytics",
            "--forms",
            "polygons",
            "--polygon-tolerance",
            "2",
            "mast");
    vocabulary(
        0,
        "bind",
        "--id",
        "analytics",
        "--forms",
        "rle,polygons",
        "--polygon-tolerance",
        "2",
        "--regions",
        "--steady",
        "strong",
        "mast");
    String list = vocabulary(0, "list");
    try (KafkaConnection connection =
            KafkaConnection.open(broker.bootstrapServers(), registry.url());
        FramePublisher publisher = new FramePublisher(connection, Clock.systemUTC(), 0)) {
      byte[] picture = JpegEncoder.encode(Pictures.noise(24, 32, 1), 80);
      publisher.publish("mast", new CapturedImage("one", picture));
      publisher.publish("mast", new CapturedImage("two", picture));
    }

    // when
    Path out = folder.resolve("saved");
    run(0, "masks", "save", "--out", out.toString(), "--frames", "2");

    // then
    assertThat(refused).contains("expected PNG or COCO_RLE beside polygons that are not exact");
    assertThat(list)
        .contains(
            "camera mast -> analytics, masks as COCO_RLE and POLYGONS within 2.0 px, with regions,"
                + " steady STRONG");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("masks.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).path("encoding").asText()).isEqualTo("COCO_RLE");
    assertThat(lines.get(0).path("rle").path(0).path("counts").asText()).isNotEmpty();
    assertThat(lines.get(0).path("polygons")).isNotEmpty();
    assertThat(lines.get(1).path("regions")).isNotEmpty().isEqualTo(lines.get(0).path("regions"));
    for (JsonNode line : lines) {
      Path mask = out.resolve(line.path("name").asText() + ".mask.png");
      assertThat(MaskPng.decode(Files.readAllBytes(mask)).height()).isEqualTo(24);
    }
  }

  /** What a command wrote, on whichever stream. */
  private static String vocabulary(int expectedCode, String... arguments) {
    List<String> words = new ArrayList<>(List.of("vocabulary"));
    words.addAll(List.of(arguments));
    return run(expectedCode, words.toArray(String[]::new));
  }

  private static String run(int expectedCode, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--registry", registry.url()));
    CommandRun run = new CommandRun();
    int code = run.run(words.toArray(String[]::new));
    assertThat(code).as(words + ": " + run.out() + run.err()).isEqualTo(expectedCode);
    return (run.out() + run.err()).strip();
  }
}
