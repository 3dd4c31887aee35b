package io.lexiseg.processor.topology;

import static io.lexiseg.processor.topology.PendingFrames.givenAPendingBinding;
import static io.lexiseg.processor.topology.PendingFrames.letOn;
import static io.lexiseg.processor.topology.PendingFrames.send;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.payload;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.SegmentationMask;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a drop policy does with frames whose vocabulary is not ready. */
@Timeout(60)
class PendingPolicyTest {
  private final PendingFrames waiting = new PendingFrames();

  @Test
  void shouldKeepTheLatestFrameOnly() throws Exception {
    try (FrameBench bench = waiting.bench()) {
      // given
      givenAPendingBinding(bench, DropPolicy.newBuilder().setRule(DropRule.LATEST).build());
      bench.fetched().fetched(0, "camera-1", 1);
      // when
      send(bench, "camera-1", 0, 4);
      waiting.whenTheIndexIsBack(bench);
      letOn(bench);
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
    try (FrameBench bench = waiting.bench()) {
      // given
      givenAPendingBinding(
          bench, DropPolicy.newBuilder().setRule(DropRule.MAX_AGE).setMaxAgeMillis(500L).build());
      send(bench, "camera-1", 0, 1);
      // when
      bench.pass(Duration.ofMillis(600));
      waiting.whenTheIndexIsBack(bench);
      letOn(bench);
      // then
      assertThat(bench.drops().readValuesToList())
          .extracting(FrameDrop::getReason)
          .containsExactly(DropReason.TOO_OLD);
    }
  }

  @Test
  void shouldNotKeepWhatIsNotSampled() throws Exception {
    try (FrameBench bench = waiting.bench()) {
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

  @Test
  void shouldAccountForEveryFrame() throws Exception {
    try (FrameBench bench = waiting.bench("waiting.bytes", "40000", "waiting.time", "60")) {
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
          waiting.whenTheIndexIsBack(bench);
        }
      }
      long framesLeft = bench.room().frames();
      letOn(bench);
      bench.pass(Duration.ofSeconds(1));
      bench.pass(Duration.ofSeconds(1));
      // then
      List<SegmentationMask> masks = bench.masks().readValuesToList();
      int letters = bench.deadLetters().readValuesToList().size();
      int drops = bench.drops().readValuesToList().size();
      assertThat(framesLeft).isBetween(0L, 40L);
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
}
