package io.lexiseg.processor.topology;

import static io.lexiseg.processor.topology.PendingFrames.LOOK;
import static io.lexiseg.processor.topology.PendingFrames.givenAPendingDefault;
import static io.lexiseg.processor.topology.PendingFrames.letOn;
import static io.lexiseg.processor.topology.PendingFrames.send;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.payload;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.SegmentationMask;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames whose vocabulary is not ready wait, and disturb nobody. */
@Timeout(60)
class PendingVocabularyTest {
  private final PendingFrames waiting = new PendingFrames();

  @Test
  void shouldLetFramesWaitInOrderAndSegmentThemWhenTheIndexIsBack() throws Exception {
    try (FrameBench bench = waiting.bench()) {
      // given
      givenAPendingDefault(bench);
      send(bench, "camera-1", 0, 5);
      bench.pass(Duration.ofSeconds(30));
      long before = bench.masks().getQueueSize();
      // when
      waiting.whenTheIndexIsBack(bench);
      letOn(bench);
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
    try (FrameBench bench = waiting.bench()) {
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
    try (FrameBench bench = waiting.bench()) {
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
    try (FrameBench bench = waiting.bench()) {
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
    try (FrameBench bench = waiting.bench()) {
      // given
      givenAPendingDefault(bench);
      Frame bad = payload("camera-1", 1, ByteBuffer.wrap(new byte[5]));
      send(bench, "camera-1", 0, 1);
      bench.frames().pipeInput("camera-1", bad, NOW);
      send(bench, "camera-1", 2, 3);
      // when
      waiting.whenTheIndexIsBack(bench);
      letOn(bench);
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
    try (FrameBench bench = waiting.bench("waiting.bytes", "6000")) {
      // given
      givenAPendingDefault(bench);
      // when: a frame takes some 1100 bytes; one camera leaves room for another
      send(bench, "camera-1", 0, 4);
      send(bench, "camera-2", 0, 1);
      waiting.whenTheIndexIsBack(bench);
      letOn(bench);
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
    try (FrameBench bench = waiting.bench("waiting.time", "0")) {
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
    try (FrameBench bench = waiting.bench("waiting.bytes", "6000")) {
      // given
      givenAPendingDefault(bench);
      send(bench, "camera-1", 0, 2);
      waiting.whenTheIndexIsBack(bench);
      // when: nobody looks meanwhile
      send(bench, "camera-1", 2, 20);
      letOn(bench);
      // then
      assertThat(bench.masks().readValuesToList())
          .extracting(mask -> mask.getSource().getFrameId())
          .hasSize(20)
          .isSorted();
      assertThat(bench.deadLetters().isEmpty()).isTrue();
    }
  }

  @Test
  void shouldSetAsideWhatWaitedForAVocabularyThatCannotBeResolvedAtAll() throws Exception {
    try (FrameBench bench = waiting.bench()) {
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

  private static String header(TestRecord<?, ?> record, String name) {
    return SegmentationTopologyTest.header(record, name);
  }
}
