package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.CategoryCoverage;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneCategory;
import io.lexiseg.schemas.ZoneCoverage;
import io.lexiseg.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zone commands as an operator types them, and what processors make of them. */
@Timeout(120)
class ZonesIT {
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private InMemorySchemaRegistry registry;
  private KafkaConnection connection;

  @BeforeEach
  void startKafka() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
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
  void shouldTellEachFactOnceAcrossTwoProcessors() {
    // given
    List<MaskStatistics> seen = new ArrayList<>();
    try (ProcessorApplication processor = started("first");
        TopicReader<MaskStatistics> statistics = statistics()) {
      define("sky", "road");
      zones(
          0,
          "define",
          "gate",
          "door",
          "--polygon",
          "0,0 1,0 1,1 0,1",
          "--category",
          "road",
          "--present-seconds",
          "5");
      counted(statistics, 1, flat("sky"));
      see(1, "road");
      see(2, "road");
      await(statistics, seen, 2);
      assertThat(processor.health().live()).isTrue();
    }

    // when
    try (ProcessorApplication processor = started("second");
        TopicReader<MaskStatistics> statistics = statistics()) {
      see(7, "road");
      see(8, "sky");
      await(statistics, seen, 4);
      assertThat(processor.health().live()).isTrue();
    }

    // then
    assertThat(zones(0, "watch", "--past", "--count", "3").lines())
        .containsExactly(
            "2026-05-01T10:00:01Z gate door: road entered, share 1.0000",
            "2026-05-01T10:00:07Z gate door: road present for 6.0 s, share 1.0000",
            "2026-05-01T10:00:08Z gate door: road left after 7.0 s, share 0.0000");
    assertThat(seen.get(3).getZones().get(0).getPixels()).isEqualTo(16 * 16);
    assertThat(seen.get(2).getZones().get(0).getCategories())
        .singleElement()
        .satisfies(road -> assertThat(road.getShare()).isEqualTo(1));
  }

  @Test
  void shouldAnswerWhatAnOperatorTypes() {
    try (ProcessorApplication processor = started("only")) {
      // when
      String first =
          zones(
              0,
              "define",
              "gate",
              "door",
              "--polygon",
              "0.1,0.2 0.5,0.2 0.5,1",
              "--category",
              "car",
              "--category",
              "person",
              "--share-below",
              "0.25");
      String again = zones(0, "define", "gate", "lane", "--polygon", "0,0 1,0 1,1");
      String line = zones(1, "define", "gate", "line", "--polygon", "0,0 0.5,0.5 1,1");
      String stale = zones(1, "remove", "gate", "door", "--expected-version", "1");
      String list = zones(0, "list");
      String removed = zones(0, "remove", "gate", "door", "--json");
      String wrong = zones(2, "define", "gate", "door", "--polygon", "0,0 1;0 1,1");

      // then
      assertThat(first).isEqualTo("zones of camera gate version 1");
      assertThat(again).isEqualTo("zones of camera gate version 2");
      assertThat(line)
          .isEqualTo(
              "camera gate: refused: zone line: polygon: expected corners that span an area,"
                  + " got one line");
      assertThat(stale)
          .contains("zones of camera gate: expected version 1 as the command says, found 2");
      assertThat(list.lines())
          .containsExactly(
              "camera gate version 2",
              "  door: car, person; present from 0.01; below 0.25; \"0.1,0.2 0.5,0.2 0.5,1\"",
              "  lane: all categories; present from 0.01; \"0,0 1,0 1,1\"");
      assertThat(removed).contains("\"verdict\" : \"ACCEPTED\"", "\"version\" : 3");
      assertThat(wrong).contains("--polygon: expected corners such as");
      assertThat(processor.metrics())
          .contains("lexiseg_zone_commands_total{answer=\"accepted\"} 3.0")
          .contains("lexiseg_zone_commands_total{answer=\"refused\"} 2.0");
    }
  }

  @Test
  void shouldCountTheWholePictureAsItsStatisticsDo() {
    // given
    TinyModel tiny = TinyModel.write(folder);
    ProcessorConfig config =
        config("tiny", Map.of("pack", tiny.pack().toString(), "index", "file:" + tiny.index()));
    try (SegmentationModel model = SegmentationModel.open(config.model());
        ProcessorApplication processor = new ProcessorApplication(config, model);
        TopicReader<MaskStatistics> statistics = statistics()) {
      processor.start();
      define("cone", "wall", "sky");
      zones(0, "define", "gate", "all", "--polygon", "0,0 1,0 1,1 0,1");
      zones(0, "define", "gate", "left", "--polygon", "0,0 0.4,0 0.6,1 0,1");
      zones(0, "define", "gate", "right", "--polygon", "0.4,0 1,0 1,1 0.6,1");

      // when
      RgbImage picture = Pictures.noise(60, 90, 3);
      MaskStatistics seen = counted(statistics, 3, picture);

      // then
      List<ZoneCategory> all = seen.getZones().get(0).getCategories();
      assertThat(all).hasSameSizeAs(seen.getCategories()).isNotEmpty();
      for (int i = 0; i < all.size(); i++) {
        CategoryCoverage whole = seen.getCategories().get(i);
        assertThat(all.get(i))
            .returns(whole.getValue(), ZoneCategory::getValue)
            .returns(whole.getCategory(), ZoneCategory::getCategory)
            .returns(whole.getPixels(), ZoneCategory::getPixels)
            .returns(whole.getFraction(), ZoneCategory::getShare);
        assertThat(all.get(i).getMeanScore()).contains(whole.getMeanScore());
      }
      assertThat(pixels(seen.getZones().get(1)) + pixels(seen.getZones().get(2)))
          .isEqualTo(pixels(seen.getZones().get(0)));
    }
  }

  private static long pixels(ZoneCoverage zone) {
    return zone.getCategories().stream().mapToLong(ZoneCategory::getPixels).sum();
  }

  private ProcessorApplication started(String name) {
    ProcessorApplication processor =
        new ProcessorApplication(config(name, Map.of()), PlainModel.open());
    processor.start();
    return processor;
  }

  private ProcessorConfig config(String name, Map<String, String> further) {
    Map<String, String> properties = new HashMap<>(further);
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("schema.registry.url", registry.url());
    properties.put("guarantee", "exactly-once");
    properties.put("kafka.state.dir", folder.resolve(name).toString());
    properties.put("http.port", "0");
    return ProcessorConfig.from(properties);
  }

  private void define(String... names) {
    try (VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test");
        CommandAnswers answers = new CommandAnswers(connection)) {
      answers.await(client.define("default", Arrays.asList(names)), PATIENCE);
    }
  }

  private TopicReader<MaskStatistics> statistics() {
    return TopicReader.fromNow(connection, Topics.MASK_STATISTICS, MaskStatistics.class);
  }

  /** Sends a picture again and again, all of the same second, until a version counted it. */
  private MaskStatistics counted(
      TopicReader<MaskStatistics> statistics, int version, RgbImage picture) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      see(0, picture);
      List<MaskStatistics> seen = new ArrayList<>();
      await(statistics, seen, 1);
      if (seen.get(0).getZonesVersion() == version) {
        return seen.get(0);
      }
    }
    throw new AssertionError("expected a frame that is counted by version " + version);
  }

  private static void await(
      TopicReader<MaskStatistics> statistics, List<MaskStatistics> seen, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (seen.size() < count && System.nanoTime() < deadline) {
      seen.addAll(statistics.read(Duration.ofMillis(100)));
    }
    assertThat(seen).hasSize(count);
  }

  private void see(int second, String category) {
    see(second, flat(category));
  }

  /** What the model without networks takes for a category. */
  private static RgbImage flat(String category) {
    byte[] pixels = new byte[16 * 16 * 3];
    pixels[0] = (byte) (category.equals("road") ? 1 : 0);
    return RgbImage.of(16, 16, pixels);
  }

  private void see(int second, RgbImage picture) {
    Frame frame =
        Frame.newBuilder()
            .setCameraId("gate")
            .setFrameId(second)
            .setCapturedAt(START.plusSeconds(second))
            .setEncoding(FrameEncoding.RGB)
            .setHeight(picture.height())
            .setWidth(picture.width())
            .setPayload(ByteBuffer.wrap(picture.pixels()))
            .build();
    try (Producer<String, Frame> frames = connection.producer(Frame.class)) {
      var unused = frames.send(new ProducerRecord<>(Topics.FRAMES, "gate", frame));
    }
  }

  /** What a command wrote, on whichever stream. */
  private String zones(int expectedCode, String... arguments) {
    List<String> words = new ArrayList<>(List.of("zones"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--registry", registry.url()));
    CommandRun run = new CommandRun();
    int code = run.run(words.toArray(String[]::new));
    assertThat(code).as(words + ": " + run.out() + run.err()).isEqualTo(expectedCode);
    return (run.out() + run.err()).strip();
  }
}
