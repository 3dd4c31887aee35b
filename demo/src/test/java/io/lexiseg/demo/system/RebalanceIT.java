package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.EmbeddedBrokerMain;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processors share the cameras; one is killed, one joins, one ends, while frames flow. */
class RebalanceIT {
  private static final int CAMERAS = 8;
  private static final int BURST = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, List<Long>> masks = new TreeMap<>();
  private final Map<String, List<Long>> drops = new TreeMap<>();
  private final Set<Integer> partitions = new HashSet<>();
  private int outcomes;
  private int published;

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  @SuppressWarnings("try") // one processor ends before the block does
  void shouldGiveEachFrameOneOutcomeWhileProcessorsComeAndGo() throws Exception {
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        JavaProcess broker = JavaProcess.start(EmbeddedBrokerMain.class, folder.toString(), "0")) {
      // given
      SchemaRegistrar.registerAll(registry.url());
      String bootstrap = broker.firstLine();
      try (KafkaConnection connection = KafkaConnection.open(bootstrap, registry.url());
          OutcomeReader reader = OutcomeReader.fromBeginning(connection);
          Producer<String, Frame> frames = connection.producer(Frame.class);
          JavaProcess first = processor(bootstrap, registry, "first");
          JavaProcess second = processor(bootstrap, registry, "second")) {
        prepare(connection);
        // when
        publish(frames);
        readUntil(reader, BURST / 2);
        first.kill();
        publish(frames);
        readUntil(reader, BURST + BURST / 2);
        try (JavaProcess third = processor(bootstrap, registry, "third")) {
          publish(frames);
          readUntil(reader, 2 * BURST + BURST / 2);
          second.close();
          publish(frames);
          readUntil(reader, published);
          third.requireAlive();
        }
        // then
        assertThat(reader.read(Duration.ofSeconds(1))).isEmpty();
        assertThat(changelogLimit(connection))
            .isEqualTo(String.valueOf(Topics.MAX_VOCABULARY_BYTES));
      }
    }
    assertThat(partitions).hasSizeGreaterThan(1);
    assertThat(drops).isNotEmpty();
    for (int camera = 0; camera < CAMERAS; camera++) {
      requireConservation("camera-" + camera);
    }
  }

  private void requireConservation(String cameraId) {
    List<Long> segmented = masks.getOrDefault(cameraId, List.of());
    List<Long> dropped = drops.getOrDefault(cameraId, List.of());
    List<Long> all = new ArrayList<>(segmented);
    all.addAll(dropped);
    long count = published / CAMERAS;
    assertThat(segmented).as(cameraId).isSorted().endsWith(count - 1);
    assertThat(dropped).as(cameraId).isSorted();
    assertThat(all).as(cameraId).hasSize((int) count).doesNotHaveDuplicates();
  }

  private static JavaProcess processor(
      String bootstrap, InMemorySchemaRegistry registry, String instance) throws Exception {
    return JavaProcess.start(CrashRecoveryProcessor.class, bootstrap, registry.url(), instance);
  }

  /** Every second camera wants its latest frame only. */
  private static void prepare(KafkaConnection connection) {
    DropPolicy latest = DropPolicy.newBuilder().setRule(DropRule.LATEST).build();
    List<String> live = List.of("camera-1", "camera-3", "camera-5", "camera-7");
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test")) {
      answers.await(client.define("default", List.of("road")), PATIENCE);
      answers.await(client.bind("default", live, Optional.empty(), Optional.of(latest)), PATIENCE);
    }
  }

  private void publish(Producer<String, Frame> frames) {
    for (int n = 0; n < BURST; n++, published++) {
      Frame frame = frame("camera-" + published % CAMERAS, published / CAMERAS);
      var unused = frames.send(new ProducerRecord<>(Topics.FRAMES, frame.getCameraId(), frame));
      if (published % CAMERAS == CAMERAS - 1) {
        frames.flush(); // a first batch that is refused must not be overtaken
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

  private void readUntil(OutcomeReader reader, int wanted) {
    while (outcomes < wanted) {
      reader.read(Duration.ofMillis(200)).forEach(this::enter);
    }
  }

  private void enter(Outcome outcome) {
    outcomes++;
    partitions.add(outcome.partition());
    if (outcome instanceof Outcome.Masked masked) {
      var source = masked.mask().getSource();
      masks.computeIfAbsent(source.getCameraId(), id -> new ArrayList<>()).add(source.getFrameId());
    } else if (outcome instanceof Outcome.Dropped dropped) {
      var source = dropped.drop().getSource();
      drops.computeIfAbsent(source.getCameraId(), id -> new ArrayList<>()).add(source.getFrameId());
    }
  }

  private static String changelogLimit(KafkaConnection connection) throws Exception {
    String topic = "lexiseg-vocabulary-vocabulary-aggregates-changelog";
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = connection.admin()) {
      var configs = admin.describeConfigs(List.of(resource)).all().get().values();
      return configs.iterator().next().get("max.message.bytes").value();
    }
  }
}
