package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.demo.broker.EmbeddedBrokerMain;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.SchemaRegistrar;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broker, processor and test are processes of their own; the processor is killed while frames and
 * vocabulary commands are in work, under both guarantees, with fast frames and slow ones.
 */
abstract class CrashRecovery {
  private static final int CAMERAS = 4;
  private static final int LOTS = 8;
  private static final int IDS_A_FRAME = 256;

  /** Every so many-th frame of a camera is broken and becomes a dead letter. */
  private static final int BROKEN_EVERY = 5;

  private final Map<String, List<Long>> masks = new TreeMap<>();
  private final Map<String, List<Long>> deadLetters = new TreeMap<>();

  /** Of each camera, in order; a picture is one region. */
  private final Map<String, List<Long>> regions = new TreeMap<>();

  private final Map<String, Long> published = new HashMap<>();
  private final Set<String> results = new HashSet<>();
  private int repeated;

  @TempDir private Path folder;

  final void requireNothingLost(
      String guarantee,
      String memory,
      int frames,
      int frameMillis,
      int kills,
      TestReporter reporter)
      throws Exception {
    try (InMemorySchemaRegistry registry = InMemorySchemaRegistry.start();
        JavaProcess broker = JavaProcess.start(EmbeddedBrokerMain.class, folder.toString(), "0")) {
      // given
      SchemaRegistrar.registerAll(registry.url());
      String bootstrap = broker.firstLine();
      String[] arguments = {
        bootstrap, registry.url(), "crash-test", guarantee, String.valueOf(frameMillis), "4", memory
      };
      try (KafkaConnection connection = KafkaConnection.open(bootstrap, registry.url());
          CrashCommands commands = new CrashCommands(connection);
          OutcomeReader reader = OutcomeReader.fromBeginning(connection)) {
        commands.define();
        int portion = frames / (kills + 1);
        publish(connection, portion);
        // when
        for (int kill = 1; kill <= kills; kill++) {
          JavaProcess processor = JavaProcess.start(CrashRecoveryProcessor.class, arguments);
          readUntil(reader, processor, (kill - 1) * portion + portion / 4);
          publish(connection, portion); // so that frames are in work, however slow this machine is
          commands.sendLots(LOTS, processor::requireAlive);
          processor.kill();
        }
        try (JavaProcess last = JavaProcess.start(CrashRecoveryProcessor.class, arguments)) {
          readUntil(reader, last, frames);
          commands.requireAllThere(last::requireAlive);
        }
        reader.read(Duration.ofSeconds(1)).forEach(this::enter);
      }
    }
    // then
    reporter.publishEntry("results that came twice", String.valueOf(repeated));
    boolean mayRepeat = guarantee.equals("at-least-once");
    for (int camera = 0; camera < CAMERAS; camera++) {
      requireOrder(found(masks, camera), frameIds(frames, false), mayRepeat);
      requireOrder(found(deadLetters, camera), frameIds(frames, true), mayRepeat);
      requireFollowed(found(regions, camera), mayRepeat);
    }
  }

  private static List<Long> found(Map<String, List<Long>> results, int camera) {
    return results.getOrDefault("camera-" + camera, List.of());
  }

  /** After a crash results may begin again further in front, but never leave one out. */
  private static void requireOrder(List<Long> found, List<Long> expected, boolean mayRepeat) {
    if (!mayRepeat) {
      assertThat(found).isEqualTo(expected);
      return;
    }
    int next = 0;
    for (long frameId : found) {
      int place = expected.indexOf(frameId);
      assertThat(place).as("place of " + frameId + " in " + found).isBetween(0, next);
      next = Math.max(next, place + 1);
    }
    assertThat(next).isEqualTo(expected.size());
  }

  /** A region may be another one after a crash, but never one from before. */
  private static void requireFollowed(List<Long> ids, boolean mayRepeat) {
    assertThat(ids).isNotEmpty();
    if (!mayRepeat) {
      assertThat(ids).isSorted();
    }
  }

  private static List<Long> frameIds(int frames, boolean broken) {
    return LongStream.range(0, frames / CAMERAS)
        .filter(frameId -> isBroken(frameId) == broken)
        .boxed()
        .toList();
  }

  private static boolean isBroken(long frameId) {
    return frameId % BROKEN_EVERY == BROKEN_EVERY - 1;
  }

  private void publish(KafkaConnection connection, int frames) throws Exception {
    try (Producer<String, Frame> producer = connection.producer(Frame.class)) {
      for (int n = published.size(), end = n + frames; n < end; n++) {
        Frame frame = frame("camera-" + n % CAMERAS, n / CAMERAS);
        // One at a time: a first batch that is refused must not be overtaken.
        RecordMetadata sent =
            producer.send(new ProducerRecord<>(Topics.FRAMES, frame.getCameraId(), frame)).get();
        published.put(sent.partition() + "@" + sent.offset(), frame.getFrameId());
      }
    }
  }

  private static Frame frame(String cameraId, long frameId) {
    byte[] pixels = new byte[isBroken(frameId) ? 7 : 16 * 16 * 3];
    Arrays.fill(pixels, (byte) frameId);
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(frameId)
        .setCapturedAt(Instant.now())
        .setEncoding(FrameEncoding.RGB)
        .setHeight(16)
        .setWidth(16)
        .setPayload(ByteBuffer.wrap(pixels))
        .build();
  }

  private void readUntil(OutcomeReader reader, JavaProcess processor, int wanted) {
    while (results.size() < wanted) {
      processor.requireAlive();
      reader.read(Duration.ofMillis(200)).forEach(this::enter);
    }
  }

  private void enter(Outcome outcome) {
    String place = outcome.partition() + "@" + outcome.offset();
    long frameId = Objects.requireNonNull(published.get(place), place);
    if (!results.add(place)) {
      repeated++;
    }
    if (outcome instanceof Outcome.Masked masked) {
      assertThat(masked.mask().getSource().getFrameId()).isEqualTo(frameId);
      enter(masks, masked.mask().getSource().getCameraId(), frameId);
      enterRegion(masked.mask());
    } else if (outcome instanceof Outcome.DeadLettered letter) {
      enter(deadLetters, letter.key(), frameId);
    }
  }

  /** Once a camera is bound, before and after a crash. */
  private void enterRegion(SegmentationMask mask) {
    String camera = mask.getSource().getCameraId();
    if (!regions.containsKey(camera) && mask.getRegions().isEmpty()) {
      return;
    }
    assertThat(mask.getRle()).hasSize(1);
    assertThat(mask.getPolygons()).hasSize(1);
    assertThat(mask.getRegions()).hasSize(1);
    long id = mask.getRegions().get(0).getId();
    String since = mask.getSource().getPartition() + "@" + id / IDS_A_FRAME;
    assertThat(published).as("frame that showed region " + id + " first").containsKey(since);
    enter(regions, camera, id);
  }

  private static void enter(Map<String, List<Long>> found, String cameraId, long frameId) {
    found.computeIfAbsent(cameraId, camera -> new ArrayList<>()).add(frameId);
  }
}
