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
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index is away, and the processor is killed while frames of one camera wait for it. */
@Timeout(180)
class PendingVocabularyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READY = "camera-ready";
  private static final String PENDING = "camera-pending";

  /** Every so many-th frame is broken and becomes a dead letter. */
  private static final int BROKEN_EVERY = 7;

  private final Map<String, List<Long>> masks = new TreeMap<>();
  private final Map<String, List<Long>> deadLetters = new TreeMap<>();
  private final Map<String, Long> published = new TreeMap<>();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void shouldLoseNoFrameThatWaitsWhenKilled(String guarantee) throws Exception {
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")))) {
      SchemaRegistrar.registerAll(registry.url());
      Path index = folder.resolve("index-is-back");
      String[] arguments = {broker.bootstrapServers(), registry.url(), guarantee, index.toString()};
      try (KafkaConnection connection =
              KafkaConnection.open(broker.bootstrapServers(), registry.url());
          Producer<String, Frame> frames = connection.producer(Frame.class);
          OutcomeReader reader = OutcomeReader.fromBeginning(connection)) {
        // given
        JavaProcess first = JavaProcess.start(PendingVocabularyProcessor.class, arguments);
        bindBoth(connection);
        publish(frames, 0, 40);
        readUntil(reader, first, READY, 40);
        first.kill();
        // when: a restart does not bring the index back, and stops nobody
        JavaProcess second = JavaProcess.start(PendingVocabularyProcessor.class, arguments);
        publish(frames, 40, 80);
        readUntil(reader, second, READY, 80);
        assertThat(count(PENDING)).isZero();
        second.kill();
        Files.createFile(index);
        JavaProcess third = JavaProcess.start(PendingVocabularyProcessor.class, arguments);
        readUntil(reader, third, PENDING, 1);
        third.kill();
        JavaProcess last = JavaProcess.start(PendingVocabularyProcessor.class, arguments);
        publish(frames, 80, 100);
        readUntil(reader, last, READY, 100);
        readUntil(reader, last, PENDING, 100);
        last.close();
        read(reader);
      }
    }
    // then
    for (String camera : List.of(READY, PENDING)) {
      assertAllOnce(masks.getOrDefault(camera, List.of()), false, guarantee.equals("exactly-once"));
      assertAllOnce(
          deadLetters.getOrDefault(camera, List.of()), true, guarantee.equals("exactly-once"));
    }
  }

  private static void assertAllOnce(List<Long> found, boolean broken, boolean exactly) {
    List<Long> expected =
        LongStream.range(0, 100).filter(id -> isBroken(id) == broken).boxed().toList();
    if (exactly) {
      assertThat(found).isEqualTo(expected);
    } else {
      assertThat(found.stream().distinct().sorted().toList()).isEqualTo(expected);
    }
  }

  private static boolean isBroken(long frameId) {
    return frameId % BROKEN_EVERY == BROKEN_EVERY - 1;
  }

  private static void bindBoth(KafkaConnection connection) {
    try (CommandAnswers answers = new CommandAnswers(connection);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test")) {
      client.define("pending", List.of("zamboni"));
      client.bind("pending", List.of(PENDING), Optional.empty(), Optional.empty());
      client.define("ready", List.of("road"));
      String last = client.bind("ready", List.of(READY), Optional.empty(), Optional.empty());
      assertThat(answers.await(last, PATIENCE).getState()).isEqualTo(VocabularyState.READY);
    }
  }

  private void publish(Producer<String, Frame> frames, int from, int to) throws Exception {
    for (int frameId = from; frameId < to; frameId++) {
      for (String camera : List.of(PENDING, READY)) {
        RecordMetadata at =
            frames.send(new ProducerRecord<>(Topics.FRAMES, camera, frame(camera, frameId))).get();
        published.put(at.partition() + "/" + at.offset(), (long) frameId);
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
        .setPayload(ByteBuffer.wrap(new byte[isBroken(frameId) ? 7 : 16 * 16 * 3]))
        .build();
  }

  private int count(String camera) {
    return distinct(masks, camera) + distinct(deadLetters, camera);
  }

  private static int distinct(Map<String, List<Long>> found, String camera) {
    return (int) found.getOrDefault(camera, List.of()).stream().distinct().count();
  }

  private void readUntil(OutcomeReader reader, JavaProcess processor, String camera, int wanted) {
    while (count(camera) < wanted) {
      processor.requireAlive();
      read(reader);
    }
  }

  private void read(OutcomeReader reader) {
    for (Outcome outcome : reader.read(Duration.ofMillis(200))) {
      if (outcome instanceof Outcome.Masked masked) {
        add(masks, masked.mask().getSource().getCameraId(), masked.mask().getSource().getFrameId());
      } else if (outcome instanceof Outcome.DeadLettered letter) {
        Long frameId = published.get(letter.partition() + "/" + letter.offset());
        add(deadLetters, letter.key(), Objects.requireNonNull(frameId, letter.message()));
      }
    }
  }

  private static void add(Map<String, List<Long>> found, String camera, long frameId) {
    found.computeIfAbsent(camera, none -> new ArrayList<>()).add(frameId);
  }
}
