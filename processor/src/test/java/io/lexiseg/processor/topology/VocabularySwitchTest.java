package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.holdingFrom;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which version of a vocabulary a frame gets while versions follow each other. */
class VocabularySwitchTest {
  private static final CategoryResolver RESOLVER = TestModels.resolver();

  @Test
  void shouldChangeTheVocabularyBetweenTwoFrames() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      bench.define(vocabulary("default", 1, "road", "sky"));
      bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0));
      // when
      bench.define(vocabulary("default", 2, "tree"));
      bench.frames().pipeInput("camera-1", frame("camera-1", 2, 0));
      // then
      List<SegmentationMask> masks = bench.masks().readValuesToList();
      assertThat(masks).extracting(SegmentationMask::getVocabularyVersion).containsExactly(1, 2);
      assertThat(legend(masks.get(0))).containsExactly("road", "sky");
      assertThat(legend(masks.get(1))).containsExactly("tree");
    }
  }

  @Test
  void shouldChangeTheVocabularyOfEachCameraAtTheCaptureTime() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      Vocabulary first = vocabulary("default", 1, "road", "sky");
      Vocabulary second = holdingFrom(NOW.plusSeconds(1), vocabulary("default", 2, "tree"), first);
      bench.define(first);
      bench.define(second);
      bench.define(holdingFrom(NOW.plusSeconds(2), vocabulary("default", 3, "car"), first, second));
      // when: the second camera is late
      bench.frames().pipeInput("camera-1", captured("camera-1", 1, 999));
      bench.frames().pipeInput("camera-1", captured("camera-1", 2, 1000));
      bench.frames().pipeInput("camera-2", captured("camera-2", 1, 0));
      bench.frames().pipeInput("camera-1", captured("camera-1", 3, 2000));
      bench.frames().pipeInput("camera-2", captured("camera-2", 2, 1999));
      // then
      List<SegmentationMask> masks = bench.masks().readValuesToList();
      assertThat(masks)
          .extracting(SegmentationMask::getVocabularyVersion)
          .containsExactly(1, 2, 1, 3, 2);
      assertThat(masks.stream().map(VocabularySwitchTest::legend))
          .containsExactly(
              List.of("road", "sky"),
              List.of("tree"),
              List.of("road", "sky"),
              List.of("car"),
              List.of("tree"));
      Awaitility.await() // a report comes after the switch
          .untilAsserted(
              () ->
                  assertThat(bench.reports())
                      .extracting(report -> report.getEffectiveFromMicros().isPresent())
                      .containsExactly(false, true, true));
    }
  }

  @Test
  void shouldServeEarlierVersionsToEarlierFramesAfterARestart() {
    try (var bench = FrameBench.of(TestModels.segmenter(), RESOLVER)) {
      // given
      Vocabulary first = vocabulary("default", 1, "road");
      Vocabulary second = vocabulary("default", 2, "sky");
      Vocabulary third = holdingFrom(NOW.plusSeconds(1), vocabulary("default", 3, "tree"));
      bench.define(
          holdingFrom(NOW.plusSeconds(2), vocabulary("default", 4, "car"), first, second, third));
      // when
      bench.frames().pipeInput("camera-1", captured("camera-1", 1, 500));
      bench.frames().pipeInput("camera-1", captured("camera-1", 2, 1500));
      bench.frames().pipeInput("camera-1", captured("camera-1", 3, 2500));
      // then
      assertThat(bench.masks().readValuesToList())
          .extracting(SegmentationMask::getVocabularyVersion)
          .containsExactly(2, 3, 4);
    }
  }

  private static Frame captured(String cameraId, long frameId, long millis) {
    return Frame.newBuilder(frame(cameraId, frameId, 0))
        .setCapturedAt(NOW.plusMillis(millis))
        .build();
  }

  @Test
  void shouldServeTheOldVocabularyUntilTheNewOneIsReady() {
    CountDownLatch indexAnswers = new CountDownLatch(1);
    CategoryResolver slow =
        (content, trace) -> {
          if (content.categories().get(0).getName().equals("tree")) {
            awaitQuietly(indexAnswers);
          }
          return RESOLVER.resolve(content, trace);
        };
    try (var bench = FrameBench.of(TestModels.segmenter(), slow)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      bench.offer(vocabulary("default", 2, "tree"));
      // when
      bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0));
      indexAnswers.countDown();
      bench.awaitReady();
      bench.frames().pipeInput("camera-1", frame("camera-1", 2, 0));
      // then
      assertThat(bench.masks().readValuesToList())
          .extracting(SegmentationMask::getVocabularyVersion)
          .containsExactly(1, 2);
    }
  }

  @Test
  void shouldKeepServingWhenAVersionCannotBeResolved() {
    CategoryResolver broken =
        (content, trace) -> {
          if (content.categories().get(0).getName().equals("tree")) {
            throw new IllegalArgumentException("no such dimension");
          }
          return RESOLVER.resolve(content, trace);
        };
    try (var bench = FrameBench.of(TestModels.segmenter(), broken)) {
      // given
      bench.define(vocabulary("default", 1, "road"));
      // when
      bench.define(vocabulary("default", 2, "tree"));
      bench.frames().pipeInput("camera-1", frame("camera-1", 1, 0));
      // then
      assertThat(bench.masks().readValue().getVocabularyVersion()).isEqualTo(1);
      assertThat(bench.reports())
          .anySatisfy(
              report -> {
                assertThat(report.getState()).isEqualTo(VocabularyState.FAILED);
                assertThat(report.getVersion()).isEqualTo(2);
                assertThat(report.getError().orElseThrow()).contains("no such dimension");
              });
    }
  }

  private static List<String> legend(SegmentationMask mask) {
    return mask.getLegend().stream().map(LegendEntry::getCategory).toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
