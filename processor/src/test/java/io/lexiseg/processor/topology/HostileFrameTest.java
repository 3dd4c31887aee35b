package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.payload;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.Topics;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames that must not stop the stream: it would stop at the same frame again and again. */
class HostileFrameTest {
  private static final int HUGE = 4200;
  private static final byte NOISY = 77;
  private static final byte[] SECRET = "SECRET".repeat(1_000).getBytes(StandardCharsets.UTF_8);

  private final FrameBench bench =
      FrameBench.of(
          (image, settings) -> categories -> segment(image, categories, settings),
          TestModels.resolver());

  @BeforeEach
  void define() {
    bench.define(vocabulary("default", 1, "road"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldSetAsideTimesThatNotEveryClientCanRead() {
    // given
    long now = EventTime.micros(NOW);
    List<Long> refused =
        List.of(
            now / 1_000_000, // seconds
            now / 1_000, // milliseconds
            now * 1_000, // nanoseconds
            0L,
            -1L,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            EventTime.micros(EventTime.EARLIEST) - 1,
            EventTime.micros(EventTime.END));
    // when
    refused.forEach(micros -> bench.frames().pipeInput("camera-1", capturedAt(1, micros(micros))));
    // then
    assertThat(bench.reasons()).hasSameSizeAs(refused).containsOnly("malformed-record");
    assertThat(bench.masks().isEmpty()).isTrue();
    assertThat(bench.drops().isEmpty()).isTrue();
  }

  @Test
  void shouldSegmentFramesOfEveryAllowedTime() {
    // given
    List<Instant> times = List.of(EventTime.EARLIEST, NOW, EventTime.END.minusNanos(1_000));
    // when
    times.forEach(time -> bench.frames().pipeInput("camera-1", capturedAt(1, time)));
    // then
    assertThat(bench.masks().readValuesToList())
        .extracting(mask -> mask.getSource().getCapturedAt())
        .isEqualTo(times);
  }

  @Test
  void shouldGiveResultsATimeThatBrokersTakeAndLogNoContent() {
    // given
    LogLines log = LogLines.listen();
    bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0), NOW);
    // when
    bench.frames().pipeInput("camera-1", frame("camera-1", 2, 0), Long.MAX_VALUE);
    bench
        .frames()
        .pipeInput("camera-1", payload("camera-1", 3, ByteBuffer.wrap(SECRET)), Long.MAX_VALUE);
    bench.rawFrames().pipeInput("camera-1", SECRET, Long.MAX_VALUE);
    // then
    assertThat(bench.masks().readRecordsToList())
        .hasSize(2)
        .allSatisfy(mask -> assertThat(mask.timestamp()).isEqualTo(NOW.toEpochMilli()));
    assertThat(bench.deadLetters().readRecordsToList())
        .hasSize(2)
        .allSatisfy(letter -> assertThat(letter.timestamp()).isLessThan(Long.MAX_VALUE));
    assertThat(log.close()).noneMatch(line -> line.contains("SECRET") || line.length() > 5_000);
  }

  @Test
  void shouldNotRepeatALongAddressInTheDeadLettersMessage() {
    // given
    String address = "ftp://" + "a".repeat(Topics.MAX_DEAD_LETTER_BYTES - Topics.MAX_MESSAGE_BYTES);
    var reference = new FrameReference(address, "0".repeat(64), 10L);
    // when
    bench.frames().pipeInput("camera-1", payload("camera-1", 1, reference));
    // then
    TestRecord<String, byte[]> letter = bench.deadLetters().readRecord();
    assertThat(SegmentationTopologyTest.header(letter, DeadLetterHeaders.REASON))
        .isEqualTo("bad-reference");
    assertThat(SegmentationTopologyTest.header(letter, DeadLetterHeaders.MESSAGE))
        .startsWith("'ftp://aaa")
        .hasSizeLessThan(5000);
  }

  @Test
  void shouldSetAsideFramesWhoseMaskWouldNotFitIntoARecord() {
    // when
    bench.frames().pipeInput("camera-1", frame("camera-1", 1, NOISY));
    // then
    assertThat(bench.reasons()).containsExactly("over-limit");
    assertThat(bench.masks().isEmpty()).isTrue();
    assertThat(bench.statistics().isEmpty()).isTrue();
  }

  @Test
  void shouldSetAsideFramesWhoseHeadersWouldNotFitBesideTheMask() {
    // given
    var headers = new RecordHeaders().add("noise", new byte[Topics.MAX_MESSAGE_BYTES]);
    Frame frame = frame("camera-1", 1, 0);
    // when
    bench.frames().pipeInput(new TestRecord<>("camera-1", frame, headers));
    // then
    assertThat(bench.reasons()).containsExactly("over-limit");
    assertThat(bench.masks().isEmpty()).isTrue();
    assertThat(bench.statistics().isEmpty()).isTrue();
  }

  @Test
  void shouldSetAsideFramesOfACameraWithTooLongAName() {
    // given
    String cameraId = "c".repeat(Topics.MAX_VOCABULARY_BYTES / 2);
    // when
    bench.frames().pipeInput(cameraId, frame(cameraId, 1, 0));
    // then
    assertThat(bench.reasons()).containsExactly("malformed-record");
    assertThat(bench.metrics().scrape()).doesNotContain("c".repeat(1000));
  }

  /** As the test segmenter, but a noisy picture gets a mask that no compression makes small. */
  private static Segmentation segment(
      RgbImage image, CategoryBank categories, SegmentationSettings settings) {
    Segmentation plain = TestModels.segmenter().segment(image, categories, settings);
    if (image.pixels()[0] != NOISY) {
      return plain;
    }
    Random random = new Random(1);
    short[] values = new short[HUGE * HUGE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) random.nextInt(256);
    }
    return new Segmentation(Mask.of(HUGE, HUGE, values), List.of(), plain.timings());
  }

  private static Frame capturedAt(long frameId, Instant time) {
    return Frame.newBuilder(frame("camera-1", frameId, 0)).setCapturedAt(time).build();
  }

  private static Instant micros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
