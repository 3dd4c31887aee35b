package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.payload;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver.Resolution;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.SegmentationMask;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames whose vocabulary is not ready wait, and disturb nobody. */
@Timeout(60)
class PendingVocabularyTest {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final AtomicBoolean away = new AtomicBoolean(true);

  /** Does not answer for "zamboni" while it is away. */
  private Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
    if (away.get() && content.categories().get(0).getName().equals("zamboni")) {
      throw new UnavailableException("index: no answer");
    }
    return TestModels.resolver().resolve(content, trace);
  }

  private FrameBench bench(String... properties) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    return FrameBench.of(TestModels.segmenter(), this::resolve, all);
  }

  private static void givenAPendingDefault(FrameBench bench) throws InterruptedException {
    bench.offer(vocabulary("default", 1, "zamboni"));
    bench.directory().awaitTried(Duration.ofSeconds(30));
  }

  private void whenTheIndexIsBack(FrameBench bench) {
    away.set(false);
    bench.directory().hurry();
    bench.awaitReady();
  }

  @Test
  void shouldLetFramesWaitInOrderAndSegmentThemWhenTheIndexIsBack() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      givenAPendingDefault(bench);
      send(bench, "camera-1", 0, 5);
      bench.pass(Duration.ofSeconds(30));
      long before = bench.masks().getQueueSize();
      // when
      whenTheIndexIsBack(bench);
      bench.pass(LOOK);
      send(bench, "camera-1", 5, 7);
      // then
      assertThat(before).isZero();
      List<TestRecord<String, SegmentationMask>> masks = bench.masks().readRecordsToList();
      assertThat(masks)
          .extracting(mask -> mask.getValue().getSource().getFrameId())
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(masks)
          .extracting(mask -> mask.getValue().getSource().getOffset())
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(masks.get(3))
          .returns("camera-1", TestRecord::key)
          .returns(NOW.plusSeconds(3).toEpochMilli(), TestRecord::timestamp);
      assertThat(header(masks.get(3), "trace")).isEqualTo("3");
      assertThat(bench.statistics().readValuesToList()).hasSize(7);
      assertThat(bench.deadLetters().isEmpty()).isTrue();
      bench.pass(Duration.ofSeconds(1));
      bench.pass(Duration.ofSeconds(1));
      assertThat(bench.store().approximateNumEntries()).isZero();
      assertThat(bench.room().bytes()).isZero();
      assertThat(bench.metrics().scrape())
          .contains("lexiseg_waited_total{outcome=\"segmented\"} 5.0")
          .contains("lexiseg_waiting_frames 0.0");
    }
  }

  @Test
  void shouldNotStopOtherCameras() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      bench.directory().tablesLoading();
      bench.offer(vocabulary("street", 3, "zamboni"));
      bench.offer(binding("camera-1", "street", DropRule.EVERY));
      bench.directory().tablesLoaded();
      bench.directory().awaitTried(Duration.ofSeconds(30));
      // when
      send(bench, "camera-1", 0, 2);
      send(bench, "camera-2", 0, 2);
      // then
      assertThat(bench.masks().readKeyValuesToList())
          .extracting(mask -> mask.key)
          .containsExactly("camera-2", "camera-2");
      assertThat(bench.room().text()).contains("1 camera, 2 frames wait");
      assertThat(bench.directory().waiting())
          .contains("vocabulary street version 3 waits: index: no answer");
    }
  }

  @Test
  void shouldLetFramesWaitForTheFirstVocabulary() {
    try (FrameBench bench = bench()) {
      // given
      send(bench, "camera-1", 0, 2);
      bench.pass(LOOK);
      // when
      bench.define(vocabulary("default", 1, "road"));
      bench.pass(LOOK);
      // then
      assertThat(bench.masks().readValuesToList()).hasSize(2);
    }
  }

  @Test
  void shouldSetAsideWhatWaitedTooLong() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      givenAPendingDefault(bench);
      send(bench, "camera-1", 0, 1);
      bench.pass(Duration.ofMinutes(5));
      send(bench, "camera-1", 1, 2);
      // when
      bench.pass(Duration.ofSeconds(301));
      // then
      TestRecord<String, byte[]> letter = bench.deadLetters().readRecord();
      assertThat(bench.deadLetters().isEmpty()).isTrue();
      assertThat(letter.getKey()).isEqualTo("camera-1");
      assertThat(letter.getValue()).isEqualTo(bench.bytes(frame("camera-1", 0, 0)));
      assertThat(letter.timestamp()).isEqualTo(NOW.toEpochMilli());
      assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("vocabulary-pending");
      assertThat(header(letter, DeadLetterHeaders.MESSAGE))
          .contains(
              "camera-1",
              "vocabulary default version 1",
              "index: no answer",
              "waited 601 s of the 600 s of waiting.time");
      assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("frames");
      assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo("0");
      assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("0");
      assertThat(header(letter, DeadLetterHeaders.SHA256)).hasSize(64);
      assertThat(header(letter, "trace")).isEqualTo("0");
      assertThat(bench.metrics().scrape())
          .contains("outcome=\"dead-letter\",reason=\"vocabulary-pending\"} 1.0")
          .contains("lexiseg_waited_total{outcome=\"expired\"} 1.0");
    }
  }

  @Test
  void shouldSetAsideABadFrameThatWaitedAsWhatItWas() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      givenAPendingDefault(bench);
      Frame bad = payload("camera-1", 1, ByteBuffer.wrap(new byte[5]));
      send(bench, "camera-1", 0, 1);
      bench.frames().pipeInput("camera-1", bad, NOW);
      send(bench, "camera-1", 2, 3);
      // when
      whenTheIndexIsBack(bench);
      bench.pass(LOOK);
      // then
      assertThat(bench.masks().readValuesToList())
          .extracting(mask -> mask.getSource().getFrameId())
          .containsExactly(0L, 2L);
      TestRecord<String, byte[]> letter = bench.deadLetters().readRecord();
      assertThat(letter.getValue()).isEqualTo(bench.bytes(bad));
      assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("undecodable-image");
      assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("frames");
      assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("1");
    }
  }

  @Test
  void shouldRefuseTheNewestWhereThereIsNoRoom() throws Exception {
    try (FrameBench bench = bench("waiting.bytes", "6000")) {
      // given
      givenAPendingDefault(bench);
      // when: a frame takes some 1100 bytes; one camera leaves room for another
      send(bench, "camera-1", 0, 4);
      send(bench, "camera-2", 0, 1);
      whenTheIndexIsBack(bench);
      bench.pass(LOOK);
      // then
      assertThat(bench.masks().readValuesToList())
          .extracting(mask -> mask.getSource().getFrameId())
          .containsExactly(0L, 1L, 2L, 0L);
      assertThat(bench.reasons()).containsExactly("vocabulary-pending");
      assertThat(bench.metrics().scrape())
          .contains("lexiseg_waited_total{outcome=\"no-room\"} 1.0");
    }
  }

  @Test
  void shouldLetNothingWaitWhereThatIsThePolicy() throws Exception {
    try (FrameBench bench = bench("waiting.time", "0")) {
      // given
      send(bench, "camera-1", 0, 1);
      givenAPendingDefault(bench);
      // when
      send(bench, "camera-1", 1, 2);
      // then
      assertThat(bench.reasons()).containsExactly("no-vocabulary", "vocabulary-pending");
      assertThat(bench.room().frames()).isZero();
    }
  }

  @Test
  void shouldNotRefuseFramesForLackOfRoomOnceTheVocabularyIsReady() throws Exception {
    try (FrameBench bench = bench("waiting.bytes", "6000")) {
      // given
      givenAPendingDefault(bench);
      send(bench, "camera-1", 0, 2);
      whenTheIndexIsBack(bench);
      // when: nobody looks meanwhile
      send(bench, "camera-1", 2, 20);
      bench.pass(LOOK);
      // then
      assertThat(bench.masks().readValuesToList())
          .extracting(mask -> mask.getSource().getFrameId())
          .hasSize(20)
          .isSorted();
      assertThat(bench.deadLetters().isEmpty()).isTrue();
    }
  }

  @Test
  void shouldKeepTheLatestFrameOnly() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      givenAPendingBinding(bench, DropPolicy.newBuilder().setRule(DropRule.LATEST).build());
      bench.fetched().fetched(0, "camera-1", 1);
      // when
      send(bench, "camera-1", 0, 4);
      whenTheIndexIsBack(bench);
      bench.pass(LOOK);
      // then
      assertThat(bench.drops().readValuesToList())
          .extracting(FrameDrop::getReason, drop -> drop.getSource().getFrameId())
          .containsExactly(
              tuple(DropReason.SUPERSEDED, 0L),
              tuple(DropReason.SUPERSEDED, 1L),
              tuple(DropReason.SUPERSEDED, 2L));
      assertThat(bench.masks().readValuesToList())
          .extracting(mask -> mask.getSource().getFrameId())
          .containsExactly(3L);
    }
  }

  @Test
  void shouldDropWhatBecameTooOldWhileItWaited() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      givenAPendingBinding(
          bench, DropPolicy.newBuilder().setRule(DropRule.MAX_AGE).setMaxAgeMillis(500L).build());
      send(bench, "camera-1", 0, 1);
      // when
      bench.pass(Duration.ofMillis(600));
      whenTheIndexIsBack(bench);
      bench.pass(LOOK);
      // then
      assertThat(bench.drops().readValuesToList())
          .extracting(FrameDrop::getReason)
          .containsExactly(DropReason.TOO_OLD);
    }
  }

  @Test
  void shouldNotKeepWhatIsNotSampled() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      givenAPendingBinding(
          bench, DropPolicy.newBuilder().setRule(DropRule.SAMPLE).setSampleEvery(2).build());
      // when
      send(bench, "camera-1", 0, 4);
      // then
      assertThat(bench.room().frames()).isEqualTo(2);
      assertThat(bench.drops().readValuesToList())
          .extracting(drop -> drop.getSource().getFrameId())
          .containsExactly(1L, 3L);
    }
  }

  private static void givenAPendingBinding(FrameBench bench, DropPolicy policy)
      throws InterruptedException {
    bench.directory().tablesLoading();
    bench.offer(vocabulary("street", 1, "zamboni"));
    bench.offer(
        CameraBinding.newBuilder(binding("camera-1", "street", DropRule.EVERY))
            .setDropPolicy(policy)
            .build());
    bench.directory().tablesLoaded();
    bench.directory().awaitTried(Duration.ofSeconds(30));
  }

  @Test
  void shouldSetAsideWhatWaitedForAVocabularyThatCannotBeResolvedAtAll() throws Exception {
    try (FrameBench bench = bench()) {
      // given
      givenAPendingDefault(bench);
      bench.offer(vocabulary("street", 1, "road"));
      send(bench, "camera-1", 0, 2);
      // when
      bench.forget("default");
      bench.pass(LOOK);
      // then
      assertThat(bench.reasons()).containsExactly("no-vocabulary", "no-vocabulary");
    }
  }

  @Test
  void shouldAccountForEveryFrame() throws Exception {
    try (FrameBench bench = bench("waiting.bytes", "40000", "waiting.time", "60")) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      bench.fetched().fetched(0, "camera-1", 40);
      givenAPendingBinding(bench, DropPolicy.newBuilder().setRule(DropRule.LATEST).build());
      bench.directory().tablesLoading();
      bench.offer(binding("camera-2", "street", DropRule.EVERY));
      bench.directory().tablesLoaded();
      Random random = new Random(11);
      int frames = 400;
      // when
      for (int n = 0; n < frames; n++) {
        String camera = "camera-" + random.nextInt(4);
        bench
            .frames()
            .pipeInput(
                camera,
                random.nextInt(9) == 0
                    ? payload(camera, n, ByteBuffer.wrap(new byte[1]))
                    : frame(camera, n, n % 256));
        if (random.nextInt(4) == 0) {
          bench.pass(Duration.ofSeconds(random.nextInt(5)));
        }
        if (n == frames * 3 / 4) {
          whenTheIndexIsBack(bench);
        }
      }
      long waiting = bench.room().frames();
      bench.pass(LOOK);
      bench.pass(Duration.ofSeconds(1));
      bench.pass(Duration.ofSeconds(1));
      // then
      List<SegmentationMask> masks = bench.masks().readValuesToList();
      int letters = bench.deadLetters().readValuesToList().size();
      int drops = bench.drops().readValuesToList().size();
      assertThat(waiting).isBetween(0L, 40L);
      assertThat(letters).isPositive();
      assertThat(drops).isPositive();
      assertThat(masks.size() + letters + drops).isEqualTo(frames);
      assertThat(bench.room().frames()).isZero();
      for (int camera = 0; camera < 4; camera++) {
        String cameraId = "camera-" + camera;
        assertThat(masks)
            .filteredOn(mask -> mask.getSource().getCameraId().equals(cameraId))
            .extracting(mask -> mask.getSource().getFrameId())
            .isSorted()
            .isNotEmpty();
      }
    }
  }

  private static void send(FrameBench bench, String cameraId, int from, int to) {
    for (int frameId = from; frameId < to; frameId++) {
      Instant time = NOW.plusSeconds(frameId);
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", Integer.toString(frameId).getBytes(StandardCharsets.UTF_8));
      bench
          .frames()
          .pipeInput(new TestRecord<>(cameraId, frame(cameraId, frameId, 0), headers, time));
    }
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return SegmentationTopologyTest.header(record, name);
  }
}
