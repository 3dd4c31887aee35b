package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.payload;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.FrameHeaders;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.segmentation.Segmenter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class SegmentationTopologyTest {
  private static final CategoryResolver RESOLVER = TestModels.resolver();

  @Test
  void shouldTurnFramesIntoMasksAndStatisticsInOrder() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road", "sky"));
      // when
      bench.frames().pipeInput("camera-1", frame("camera-1", 7, 1), NOW);
      bench.frames().pipeInput("camera-1", frame("camera-1", 8, 2), NOW);
      // then
      List<SegmentationMask> masks = bench.masks().readValuesToList();
      assertThat(masks).extracting(mask -> mask.getSource().getFrameId()).containsExactly(7L, 8L);
      assertThat(MaskPng.decode(bytes(masks.get(0).getData())).value(1, 2)).isEqualTo(2);
      assertThat(MaskPng.decode(bytes(masks.get(1).getData())).value(1, 2)).isEqualTo(1);
      assertThat(masks.get(1).getSource().getOffset()).isEqualTo(1);
      assertThat(masks.get(0))
          .returns(2, SegmentationMask::getHeight)
          .returns(3, SegmentationMask::getWidth)
          .returns(1, SegmentationMask::getVocabularyVersion)
          .returns("tiny", SegmentationMask::getPackId)
          .returns("paper", SegmentationMask::getProfile)
          .returns("test-index", SegmentationMask::getIndexName)
          .returns(3, SegmentationMask::getIndexGeneration);
      List<MaskStatistics> statistics = bench.statistics().readValuesToList();
      assertThat(statistics)
          .extracting(MaskStatistics::getUnlabelledPixels)
          .containsExactly(0L, 0L);
      assertThat(statistics.get(0).getCategories().get(0).getCategory()).isEqualTo("sky");
      assertThat(bench.deadLetters().isEmpty()).isTrue();
    }
  }

  @Test
  void shouldSetAsideBytesThatAreNoFrame() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      // when
      bench.rawFrames().pipeInput("camera-1", new byte[] {0, 0, 0, 9, 9, 1});
      bench.rawFrames().pipeInput("camera-1", "hello".getBytes(StandardCharsets.UTF_8));
      bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0));
      // then
      List<TestRecord<String, byte[]>> letters = bench.deadLetters().readRecordsToList();
      assertThat(letters)
          .extracting(letter -> header(letter, DeadLetterHeaders.REASON))
          .containsExactly("undecodable-record", "undecodable-record");
      assertThat(letters.get(1).getValue()).asString().isEqualTo("hello");
      assertThat(letters.get(1).getKey()).isEqualTo("camera-1");
      assertThat(header(letters.get(1), DeadLetterHeaders.TOPIC)).isEqualTo("frames");
      assertThat(header(letters.get(1), DeadLetterHeaders.PARTITION)).isEqualTo("0");
      assertThat(header(letters.get(1), DeadLetterHeaders.OFFSET)).isEqualTo("1");
      assertThat(header(letters.get(1), DeadLetterHeaders.SHA256))
          .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
      assertThat(bench.masks().readValuesToList()).hasSize(1);
    }
  }

  @Test
  void shouldSetAsideFramesThatContradictThemselves() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      // when
      bench.frames().pipeInput("camera-2", frame("camera-1", 1, 0));
      bench.frames().pipeInput("camera-1", (Frame) null);
      bench.frames().pipeInput("camera-1", payload("camera-1", 2, ByteBuffer.wrap(new byte[5])));
      bench.frames().pipeInput("camera-1", sized(0, 0));
      // then
      assertThat(bench.reasons())
          .containsExactly(
              "malformed-record", "malformed-record", "undecodable-image", "undecodable-image");
      assertThat(bench.masks().isEmpty()).isTrue();
      assertThat(bench.metrics().scrape())
          .contains("outcome=\"dead-letter\",reason=\"undecodable-image\"} 2.0");
    }
  }

  @Test
  void shouldSetAsideReferencesThatAreNotAllowed() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      var reference = new FrameReference("file:///etc/hostname", "0".repeat(64), 10L);
      // when
      bench.frames().pipeInput("camera-1", payload("camera-1", 1, reference));
      // then
      assertThat(bench.reasons()).containsExactly("bad-reference");
    }
  }

  @Test
  void shouldSetAsideFramesOfCamerasWithoutVocabulary() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("street", 1, "road"));
      bench.bind(binding("camera-1", "street", DropRule.EVERY));
      // when
      bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0));
      bench.frames().pipeInput("camera-2", frame("camera-2", 1, 0));
      // then
      assertThat(bench.masks().readValuesToList()).hasSize(1);
      assertThat(bench.reasons()).containsExactly("no-vocabulary");
    }
  }

  @Test
  void shouldDropWhatANewerFrameSupersedes() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      bench.bind(binding("camera-1", "default", DropRule.LATEST));
      bench.fetched().fetched(0, "camera-1", 2);
      // when
      bench.frames().pipeInput("camera-1", frame("camera-1", 10, 0));
      bench.frames().pipeInput("camera-2", frame("camera-2", 1, 0));
      bench.frames().pipeInput("camera-1", frame("camera-1", 11, 0));
      bench.frames().pipeInput("camera-1", frame("camera-1", 12, 0));
      // then
      List<FrameDrop> drops = bench.drops().readValuesToList();
      assertThat(drops).extracting(FrameDrop::getReason).containsExactly(DropReason.SUPERSEDED);
      assertThat(drops.get(0).getSource().getFrameId()).isEqualTo(10);
      assertThat(bench.masks().readValuesToList())
          .extracting(mask -> mask.getSource().getFrameId())
          .containsExactly(1L, 11L, 12L);
      assertThat(bench.metrics().scrape())
          .contains("camera=\"camera-1\",outcome=\"drop\",reason=\"superseded\"} 1.0");
    }
  }

  @Test
  void shouldFollowTheSendersWishWhereTheBindingStatesNoPolicy() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      bench.bind(binding("camera-2", "default", DropRule.EVERY));
      Headers latest = new RecordHeaders();
      FrameHeaders.wishLatest(latest);
      bench.fetched().fetched(0, "camera-1", 3);
      bench.fetched().fetched(0, "camera-2", 3);
      // when
      for (String camera : List.of("camera-1", "camera-2", "camera-2", "camera-1")) {
        bench.frames().pipeInput(new TestRecord<>(camera, frame(camera, 1, 0), latest));
      }
      // then
      assertThat(bench.drops().readKeyValuesToList())
          .extracting(drop -> drop.key, drop -> drop.value.getReason())
          .containsExactly(tuple("camera-1", DropReason.SUPERSEDED));
    }
  }

  @Test
  void shouldKeepTheTableOfExemplarsEqualToItsTopic() {
    Exemplar exemplar = new Exemplar(ByteBuffer.wrap(new byte[] {1}), new PictureBox(0, 0, 1, 1));
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // when
      Optional<Exemplar> shown = bench.show("cone", exemplar);
      Optional<Exemplar> gone = bench.show("cone", null);
      // then
      assertThat(shown).contains(exemplar);
      assertThat(gone).isEmpty();
    }
  }

  @Test
  void shouldHoldWhatTopicsBringOnce() {
    Exemplar exemplar = new Exemplar(ByteBuffer.wrap(new byte[] {1}), new PictureBox(0, 0, 1, 1));
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // when
      bench.define(vocabulary("default", 1, "road", "sky"));
      bench.show("cone", exemplar);
      // then
      assertThat(bench.driver().getAllStateStores().keySet())
          .containsExactlyInAnyOrder(
              "vocabularies-table",
              "camera-bindings-table",
              "exemplars-table",
              "camera-zones-table",
              "waiting-frames",
              "zone-states")
          .allSatisfy(
              store ->
                  assertThat(bench.driver().getKeyValueStore(store).approximateNumEntries())
                      .isZero());
    }
  }

  @Test
  void shouldTryAgainWhenTheIndexIsAway() {
    AtomicBoolean away = new AtomicBoolean(true);
    CategoryResolver flaky =
        (content, trace) -> {
          if (away.getAndSet(false)) {
            throw new UnavailableException("index: no answer");
          }
          return RESOLVER.resolve(content, trace);
        };
    try (var bench = FrameBench.of(TestModels.segmenter(), flaky)) {
      // when
      bench.define(vocabulary("default", 1, "road"));
      bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0));
      // then
      assertThat(bench.masks().readValuesToList()).hasSize(1);
      assertThat(bench.reports().get(0).getState()).isEqualTo(VocabularyState.PENDING);
    }
  }

  @Test
  void shouldStopWhenTheWorldOrTheProgramFails() {
    Segmenter failing =
        (image, settings) -> {
          throw new IllegalStateException("device lost");
        };
    try (var bench = FrameBench.of(failing, RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      // when, then
      assertThatThrownBy(() -> bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0)))
          .hasRootCauseMessage("device lost");
      assertThat(bench.deadLetters().isEmpty()).isTrue();
    }
  }

  @Test
  void shouldNotCatchErrors() {
    Segmenter failing =
        (image, settings) -> {
          throw new OutOfMemoryError("on purpose");
        };
    try (var bench = FrameBench.of(failing, RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      // when, then
      assertThatThrownBy(() -> bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0)))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(bench.deadLetters().isEmpty()).isTrue();
    }
  }

  @Test
  void shouldAccountForEveryFrame() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road", "sky", "tree"));
      bench.bind(binding("camera-1", "default", DropRule.LATEST));
      Random random = new Random(7);
      int frames = 300;
      // when
      for (int offset = 0; offset < frames; offset++) {
        String camera = "camera-" + random.nextInt(3);
        if (random.nextInt(4) == 0) {
          bench.fetched().fetched(0, camera, offset + random.nextInt(3));
        }
        boolean bad = random.nextInt(5) == 0;
        bench
            .frames()
            .pipeInput(
                camera,
                bad
                    ? payload(camera, offset, ByteBuffer.wrap(new byte[1]))
                    : frame(camera, offset, random.nextInt(256)));
      }
      // then
      int masks = bench.masks().readValuesToList().size();
      int drops = bench.drops().readValuesToList().size();
      int letters = bench.deadLetters().readValuesToList().size();
      assertThat(masks).isPositive();
      assertThat(drops).isPositive();
      assertThat(letters).isPositive();
      assertThat(masks + drops + letters).isEqualTo(frames);
      assertThat(bench.statistics().readValuesToList()).hasSize(masks);
    }
  }

  private static Frame sized(int height, int width) {
    return Frame.newBuilder(payload("camera-1", 3, ByteBuffer.wrap(new byte[0])))
        .setHeight(height)
        .setWidth(width)
        .build();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  static String header(TestRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
