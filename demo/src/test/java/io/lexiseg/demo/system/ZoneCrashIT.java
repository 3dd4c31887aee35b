package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.ZoneAnswers;
import io.lexiseg.cli.client.ZoneClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.EmbeddedBrokerMain;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.schemas.ZonePoint;
import io.lexiseg.schemas.ZoneVerdict;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A processor is killed while each frame of each camera tells something of a zone. */
class ZoneCrashIT {
  private static final int CAMERAS = 4;
  private static final int KILLS = 2;

  /** Frames of a camera between two kills. */
  private static final int PORTION = 50;

  private static final String FRAME_MILLIS = "20";
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, List<String>> events = new TreeMap<>();

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void shouldTellEachFactOnceHoweverOftenItIsKilled() throws Exception {
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        JavaProcess broker = JavaProcess.start(EmbeddedBrokerMain.class, folder.toString(), "0")) {
      // given
      SchemaRegistrar.registerAll(registry.url());
      String bootstrap = broker.firstLine();
      String[] arguments = {
        bootstrap, registry.url(), "zone-test", "exactly-once", FRAME_MILLIS, "4"
      };
      try (KafkaConnection connection = KafkaConnection.open(bootstrap, registry.url());
          TopicReader<ZoneEvent> reader =
              TopicReader.fromBeginning(connection, Topics.ZONE_EVENTS, ZoneEvent.class)) {
        try (JavaProcess first = JavaProcess.start(CrashRecoveryProcessor.class, arguments)) {
          defineZones(connection);
          first.requireAlive();
        }
        publish(connection, 0);
        // when
        for (int kill = 1; kill <= KILLS; kill++) {
          JavaProcess processor = JavaProcess.start(CrashRecoveryProcessor.class, arguments);
          readUntil(reader, processor, CAMERAS * PORTION * (kill - 1) + CAMERAS * PORTION / 4);
          publish(connection, kill); // so that frames are in work, however slow this machine is
          processor.kill();
        }
        try (JavaProcess last = JavaProcess.start(CrashRecoveryProcessor.class, arguments)) {
          readUntil(reader, last, CAMERAS * (PORTION * (KILLS + 1) - 1));
        }
        reader.read(Duration.ofSeconds(1)).forEach(this::enter);
      }
    }
    // then
    assertThat(events).hasSize(CAMERAS);
    assertThat(events.values()).allSatisfy(told -> assertThat(told).isEqualTo(expected()));
  }

  /** Every other frame shows a road: each but the first tells that it entered or left. */
  private static List<String> expected() {
    return IntStream.range(1, PORTION * (KILLS + 1))
        .mapToObj(n -> n % 2 == 1 ? text("ENTERED", n, n) : text("LEFT", n, n - 1))
        .toList();
  }

  private static String text(String kind, long frameId, long since) {
    return "%s with frame %d since %s".formatted(kind, frameId, START.plusSeconds(since));
  }

  private static void defineZones(KafkaConnection connection) {
    try (VocabularyClient vocabularies =
            new VocabularyClient(connection, Clock.systemUTC(), "test");
        CommandAnswers answers = new CommandAnswers(connection);
        ZoneAnswers zoneAnswers = new ZoneAnswers(connection);
        ZoneClient zones = new ZoneClient(connection, Clock.systemUTC(), "test")) {
      answers.await(vocabularies.define("default", List.of("sky", "road")), PATIENCE);
      for (int camera = 0; camera < CAMERAS; camera++) {
        ZoneCommand.Builder command =
            ZoneCommand.newBuilder()
                .setCameraId("camera-" + camera)
                .setAction(ZoneAction.DEFINE)
                .setZone(zone());
        assertThat(zoneAnswers.await(zones.send(command), PATIENCE).getVerdict())
            .isEqualTo(ZoneVerdict.ACCEPTED);
      }
    }
  }

  private static Zone zone() {
    return Zone.newBuilder()
        .setName("door")
        .setPolygon(List.of(new ZonePoint(0d, 0d), new ZonePoint(1d, 0d), new ZonePoint(1d, 1d)))
        .setCategories(List.of("road"))
        .build();
  }

  private static void publish(KafkaConnection connection, int portion) throws Exception {
    try (Producer<String, Frame> producer = connection.producer(Frame.class)) {
      for (int n = portion * PORTION; n < (portion + 1) * PORTION; n++) {
        for (int camera = 0; camera < CAMERAS; camera++) {
          Frame frame = frame("camera-" + camera, n);
          // One at a time: a first batch that is refused must not be overtaken.
          producer.send(new ProducerRecord<>(Topics.FRAMES, frame.getCameraId(), frame)).get();
        }
      }
    }
  }

  private static Frame frame(String cameraId, long frameId) {
    byte[] pixels = new byte[16 * 16 * 3];
    Arrays.fill(pixels, (byte) (frameId % 2));
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(frameId)
        .setCapturedAt(START.plusSeconds(frameId))
        .setEncoding(FrameEncoding.RGB)
        .setHeight(16)
        .setWidth(16)
        .setPayload(ByteBuffer.wrap(pixels))
        .build();
  }

  private void readUntil(TopicReader<ZoneEvent> reader, JavaProcess processor, int wanted) {
    while (events.values().stream().mapToInt(List::size).sum() < wanted) {
      processor.requireAlive();
      reader.read(POLL).forEach(this::enter);
    }
  }

  private void enter(ZoneEvent event) {
    events
        .computeIfAbsent(event.getSource().getCameraId(), camera -> new ArrayList<>())
        .add(text(event.getKind().name(), event.getSource().getFrameId(), second(event)));
  }

  private static long second(ZoneEvent event) {
    return Duration.between(START, event.getSince()).toSeconds();
  }
}
