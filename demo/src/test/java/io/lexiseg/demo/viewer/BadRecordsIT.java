package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.output.Records;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.feed.MaskFeed;
import io.lexiseg.cli.viewer.feed.VocabularyFeed;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.demo.broker.BrokerSettings;
import io.lexiseg.demo.broker.EmbeddedBroker;
import io.lexiseg.demo.system.FaultyRegistry;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What reads records lives with bad ones, and with a registry that answers 503. */
@Timeout(120)
class BadRecordsIT {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static FaultyRegistry registry;

  private KafkaConnection connection;
  private AvroSerdes serdes;
  private Producer<String, byte[]> producer;

  @BeforeAll
  static void startAll() {
    broker = EmbeddedBroker.start(BrokerSettings.in(folder));
    registry = new FaultyRegistry();
    SchemaRegistrar.registerAll(registry.url());
  }

  @AfterAll
  static void stopAll() {
    registry.close();
    broker.close();
  }

  @BeforeEach
  void connect() {
    connection = KafkaConnection.open(broker.bootstrapServers(), registry.url());
    serdes = AvroSerdes.open(registry.url());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void disconnect() {
    registry.setAway(false);
    producer.close();
    serdes.close();
    connection.close();
  }

  @Test
  void shouldReadATopicThroughCutRecordsAndAnOutageOfTheRegistry() throws Exception {
    // given: the reader asks the registry for the first time while that is away
    byte[] first = bytes(Topics.VOCABULARIES, Vocabulary.class, vocabulary("first"));
    try (TopicReader<Vocabulary> reader =
        TopicReader.fromNow(connection, Topics.VOCABULARIES, Vocabulary.class)) {
      registry.setAway(true);
      send(Topics.VOCABULARIES, 0, "cut", new byte[] {0, 0, 0});
      send(Topics.VOCABULARIES, 0, "first", first);
      send(Topics.VOCABULARIES, 0, "cut", Arrays.copyOf(first, first.length / 2));
      send(Topics.VOCABULARIES, 0, "second", first);
      // when
      List<Vocabulary> read = new ArrayList<>(reader.read(POLL));
      boolean nothingYet = read.isEmpty();
      registry.setAway(false);
      await().atMost(PATIENCE).until(() -> read.addAll(reader.read(POLL)));
      // then
      assertThat(nothingYet).isTrue();
      assertThat(read).hasSize(2);
      assertThat(reader.skipped()).isEqualTo(2);
    }
    try (TopicReader<Vocabulary> reader =
        TopicReader.fromBeginning(connection, Topics.VOCABULARIES, Vocabulary.class)) {
      assertThat(reader.table(POLL)).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void shouldReadOutcomesThroughRecordsThatAreNone() throws Exception {
    try (OutcomeReader reader = OutcomeReader.fromNow(connection)) {
      // given
      registry.setAway(true);
      byte[] mask = {0};
      send(Topics.MASKS, 3, "gate", mask);
      send(Topics.MASKS, 3, "gate", null);
      send(Topics.FRAME_DROPS, 3, "gate", new byte[] {0, 0, 0, 0, 0});
      sendDeadLetter("many", "1");
      sendDeadLetter("1", "9".repeat(30));
      registry.setAway(false);
      sendDeadLetter("3", "17");
      send(
          Topics.MASKS,
          3,
          "gate",
          bytes(Topics.MASKS, SegmentationMask.class, Records.mask("gate", 5, "road")));
      // when
      List<Outcome> outcomes = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                outcomes.addAll(reader.read(POLL));
                return outcomes.size() >= 2 && reader.skipped() >= 5;
              });
      // then
      assertThat(outcomes).extracting(Outcome::offset).containsExactlyInAnyOrder(17L, 5L);
      assertThat(reader.skipped()).isEqualTo(5);
    }
  }

  @Test
  void shouldShowTheNextMaskWhateverCameBefore() throws Exception {
    // given
    ViewerState state = new ViewerState(Clock.systemUTC());
    try (MaskFeed feed = new MaskFeed(connection, state)) {
      SegmentationMask good = Records.mask("gate", 1, "road");
      send(Topics.FRAMES, 3, "gate", new byte[] {0, 1});
      send(Topics.FRAMES, 3, "gate", bytes(Topics.FRAMES, Frame.class, frame()));
      send(Topics.MASKS, 3, "bad", new byte[] {0});
      for (SegmentationMask bad : misleading(good)) {
        send(Topics.MASKS, 3, "bad", bytes(Topics.MASKS, SegmentationMask.class, bad));
      }
      send(Topics.MASKS, 3, "gate", bytes(Topics.MASKS, SegmentationMask.class, good));
      // when
      AtomicInteger polls = new AtomicInteger(100);
      feed.runWhile(() -> state.overlay("gate").isEmpty() && polls.decrementAndGet() > 0);
    }
    // then
    assertThat(state.overlay("gate")).isPresent();
  }

  /** Masks of frames that are not there, or are no frames, or of another size. */
  private static List<SegmentationMask> misleading(SegmentationMask good) {
    List<SegmentationMask> bad = new ArrayList<>();
    for (long offset : new long[] {-1, 0, 1L << 40}) {
      bad.add(Records.mask("bad", offset, "road"));
    }
    FrameCoordinates source = good.getSource();
    for (FrameCoordinates other :
        List.of(
            FrameCoordinates.newBuilder(source).setTopic("no such/topic").build(),
            FrameCoordinates.newBuilder(source).setPartition(4000).build())) {
      bad.add(SegmentationMask.newBuilder(good).setSource(other).build());
    }
    bad.add(
        SegmentationMask.newBuilder(Records.mask("broken", 1, "road"))
            .setData(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .build());
    return bad;
  }

  @Test
  @SuppressWarnings("try") // the feed works on a thread of its own
  void shouldShowVocabulariesThroughAnOutageOfTheRegistry() throws Exception {
    // given
    VocabularyBoard board = new VocabularyBoard();
    byte[] yard = bytes(Topics.VOCABULARIES, Vocabulary.class, vocabulary("yard"));
    registry.setAway(true);
    send(Topics.VOCABULARIES, 0, "cut", new byte[] {7});
    send(Topics.VOCABULARIES, 0, "yard", yard);
    try (VocabularyFeed feed = new VocabularyFeed(connection, board)) {
      // when
      registry.setAway(false);
      // then
      await()
          .atMost(PATIENCE)
          .until(() -> board.views().stream().anyMatch(view -> view.id().equals("yard")));
    }
  }

  private void sendDeadLetter(String partition, String offset) throws Exception {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(Topics.DEAD_LETTERS, 0, "gate", new byte[] {1});
    Map.of(
            DeadLetterHeaders.TOPIC, Topics.FRAMES,
            DeadLetterHeaders.PARTITION, partition,
            DeadLetterHeaders.OFFSET, offset)
        .forEach(
            (name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(letter).get();
  }

  private void send(String topic, int partition, String key, byte @Nullable [] value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
  }

  private <T extends SpecificRecord> byte[] bytes(String topic, Class<T> type, T value) {
    return serdes.serde(type).serializer().serialize(topic, value);
  }

  private static Frame frame() {
    return new Frame(
        "gate", 1L, Instant.now(), FrameEncoding.RGB, 2, 3, ByteBuffer.wrap(new byte[2 * 3 * 3]));
  }

  private static Vocabulary vocabulary(String id) {
    return Vocabulary.newBuilder()
        .setVocabularyId(id)
        .setVersion(1)
        .setCategories(List.of(Category.newBuilder().setName("road").build()))
        .setChangedBy("test")
        .setChangedAt(Instant.now())
        .build();
  }
}
