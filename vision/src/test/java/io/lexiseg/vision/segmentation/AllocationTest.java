package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a frame allocates, counted by the virtual machine. */
class AllocationTest {
  private static final int FRAMES = 1000;
  private static final int GROUP = 100;
  private static final int DIMENSION = 8;

  /**
   * The fake encoders' tokens, the label map, the rows of scores and the mask, a few times over.
   */
  private static final long MOST_BYTES = 2_000_000;

  @Test
  void shouldNotAllocateMoreFrameAfterFrame() {
    // given
    SegmentationSettings settings =
        PaperPreset.CONTEXT.settings().with("shortSide", "32").with("windowing", "sliding");
    FakeEncoders encoders = new FakeEncoders(9, 9, DIMENSION, DIMENSION, 3);
    PrototypeSegmenter segmenter = new PrototypeSegmenter(encoders, Runnable::run);
    CategoryBank bank = givenBank();
    RgbImage upright = PlainScores.picture(48, 32);
    RgbImage across = PlainScores.picture(32, 48);
    long[] bytes = new long[FRAMES / GROUP];

    // when
    for (int frame = 0; frame < FRAMES; frame++) {
      long before = allocated();
      segmenter.segment(frame % 2 == 0 ? upright : across, bank, settings);
      bytes[frame / GROUP] += allocated() - before;
    }

    // then: the first frames also make what is kept
    long first = bytes[1];
    assertThat(first / GROUP).isLessThan(MOST_BYTES);
    for (int group = 2; group < bytes.length; group++) {
      assertThat((double) bytes[group]).isLessThan(1.02 * first);
    }
  }

  /** Working arrays take 140 bytes a pixel; what is left are the labels, 4, and some rows. */
  @Test
  void shouldKeepWorkingArraysOfSuperpixels() {
    // given
    SegmentationSettings settings = PaperPreset.CONTEXT.settings();
    SuperpixelAlgorithm algorithm = settings.superpixels().algorithm();
    RgbImage upright = PlainScores.picture(200, 150);
    RgbImage across = PlainScores.picture(150, 200);
    algorithm.segment(upright);
    algorithm.segment(across);

    // when
    long before = allocated();
    algorithm.segment(upright);
    algorithm.segment(across);
    long bytes = allocated() - before;

    // then
    assertThat(bytes).isLessThan(2 * 150 * 200 * 20L);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static CategoryBank givenBank() {
    return CategoryBank.of(
        IntStream.range(0, 30).mapToObj(n -> "category " + n).toList(),
        DIMENSION,
        DIMENSION,
        new Sequence(21).nextUnit(30, DIMENSION),
        new Sequence(22).next(30 * DIMENSION));
  }
}
