package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties and errors; numbers are in the golden and the oracle test. */
class PrototypeSegmenterTest {
  private static final int DIMENSION = 16;
  private static final int TEXT_DIMENSION = 8;
  private static final SuperpixelAlgorithm SUPERPIXELS = new RandomSuperpixels(60, 5);

  /** docs/method.md, G21. */
  @ParameterizedTest
  @EnumSource(Windowing.class)
  void shouldPermuteMaskWithCategories(Windowing windowing) {
    // given
    List<Integer> order = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
    Collections.shuffle(order, new Random(3));

    // when
    short[] plain = whenSegmented(givenBank(12), givenSettings(windowing, 0.8));
    short[] permuted = whenSegmented(reordered(order), givenSettings(windowing, 0.8));

    // then: the permuted bank's category n is the plain one's order[n]
    for (int p = 0; p < plain.length; p++) {
      assertThat(order.get(permuted[p] - 1) + 1).isEqualTo(plain[p]);
    }
  }

  /** docs/method.md, G21; the first of two equal categories wins (G17). */
  @ParameterizedTest
  @EnumSource(Windowing.class)
  void shouldNeverChooseDuplicate(Windowing windowing) {
    // given
    List<Integer> order = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
    order.add(4);
    order.add(0);

    // when
    short[] plain = whenSegmented(givenBank(12), givenSettings(windowing, 0.8));
    short[] duplicated = whenSegmented(reordered(order), givenSettings(windowing, 0.8));

    // then
    assertThat(duplicated).isEqualTo(plain);
  }

  /** docs/method.md, G21. A power of two, so that no rounding changes. */
  @ParameterizedTest
  @ValueSource(floats = {0.25f, 64})
  void shouldNotDependOnLengthOfPrototypes(float factor) {
    // given
    CategoryBank bank = givenBank(12);
    float[] scaled = bank.prototypes().clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    CategoryBank longer =
        CategoryBank.of(bank.names(), TEXT_DIMENSION, DIMENSION, bank.textEmbeddings(), scaled);

    // when
    short[] plain = whenSegmented(bank, givenSettings(Windowing.SLIDING, 0.8));
    short[] changed = whenSegmented(longer, givenSettings(Windowing.SLIDING, 0.8));

    // then
    assertThat(changed).isEqualTo(plain);
  }

  /** docs/method.md, G17: the plane of the threshold comes first, so equal is not enough. */
  @Test
  void shouldLeaveOutPixelsThatDoNotExceedThreshold() {
    // given
    SegmentationSettings open = givenSettings(Windowing.WHOLE, 0.8);
    SuperpixelAlgorithm one = image -> LabelMap.of(30, 40, 1, new int[30 * 40]);
    float score =
        givenSegmenter(one)
            .segment(givenImage(30, 40), givenBank(1), open)
            .statistics()
            .get(0)
            .meanScore();

    // when
    Segmentation equal =
        givenSegmenter(one).segment(givenImage(30, 40), givenBank(1), withThreshold(open, score));
    Segmentation below =
        givenSegmenter(one)
            .segment(givenImage(30, 40), givenBank(1), withThreshold(open, Math.nextDown(score)));

    // then
    assertThat(equal.mask().values()).containsOnly(0);
    assertThat(equal.statistics()).isEmpty();
    assertThat(below.mask().values()).containsOnly(1);
    assertThat(below.statistics())
        .containsExactly(new CategoryStatistics(1, 30 * 40, score, 0, 0, 29, 39));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 200", "97, 64"})
  void shouldCutRealSuperpixelsOfAnySize(int height, int width) {
    // given
    byte[] pixels = new byte[height * width * 3];
    new Random(1).nextBytes(pixels);
    SegmentationSettings settings = PaperPreset.CONTEXT.settings();

    // when
    Segmentation segmentation =
        new PrototypeSegmenter(givenEncoders(), Runnable::run)
            .segment(RgbImage.of(height, width, pixels), givenBank(12), settings);

    // then
    assertThat(segmentation.mask().height()).isEqualTo(height);
    assertThat(segmentation.mask().width()).isEqualTo(width);
    assertThat(segmentation.statistics().stream().mapToLong(CategoryStatistics::pixels).sum())
        .isEqualTo((long) height * width);
    assertThat(segmentation.timings().superpixels()).isPositive();
  }

  @Test
  void shouldNotEmbedImageWhenOnlyLocalTermCounts() {
    // given
    FakeEncoders encoders = new FakeEncoders(5, 5, DIMENSION, TEXT_DIMENSION, 1);

    // when
    Segmentation segmentation =
        givenSegmenter(encoders, SUPERPIXELS)
            .segment(givenImage(30, 40), givenBank(3), givenSettings(Windowing.SLIDING, 1));

    // then
    assertThat(encoders.embedded()).isZero();
    assertThat(segmentation.timings().global()).isZero();
    assertThat(segmentation.timings().dense()).isPositive();
  }

  @Test
  void shouldGiveSameMaskOnAnyNumberOfThreads() {
    // given
    SegmentationSettings settings = givenSettings(Windowing.SLIDING, 0.8);
    ExecutorService executor = Executors.newFixedThreadPool(4);

    // when
    Segmentation segmentation;
    try {
      segmentation =
          new PrototypeSegmenter(
                  givenEncoders(),
                  executor,
                  parameters -> SUPERPIXELS,
                  (image, height, width) -> givenImage(height, width))
              .segment(givenImage(60, 90), givenBank(12), settings);
    } finally {
      executor.shutdownNow();
    }

    // then
    assertThat(segmentation.mask().values()).isEqualTo(whenSegmented(givenBank(12), settings));
  }

  @Test
  void shouldPassOnWhatSuperpixelsThrow() {
    // given
    SuperpixelAlgorithm broken =
        image -> {
          throw new IllegalStateException("no superpixels today");
        };

    // when, then
    assertThatThrownBy(
            () ->
                givenSegmenter(broken)
                    .segment(givenImage(9, 9), givenBank(2), givenSettings(Windowing.SLIDING, 0.8)))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("no superpixels today");
  }

  @Test
  void shouldRejectLabelMapOfOtherSize() {
    // given
    SuperpixelAlgorithm wrong = image -> LabelMap.of(2, 3, 1, new int[6]);

    // when, then
    assertThatThrownBy(
            () ->
                givenSegmenter(wrong)
                    .segment(givenImage(9, 9), givenBank(2), givenSettings(Windowing.WHOLE, 0.8)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("superpixels: expected a label map of 30x30, got 2x3");
  }

  @Test
  void shouldRejectPrototypesOfOtherBackbone() {
    // given
    CategoryBank bank =
        CategoryBank.of(List.of("a"), TEXT_DIMENSION, 3, new float[TEXT_DIMENSION], new float[3]);

    // when, then
    assertThatThrownBy(
            () ->
                givenSegmenter(SUPERPIXELS)
                    .segment(givenImage(9, 9), bank, givenSettings(Windowing.SLIDING, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("category bank: expected prototypes of the backbone's dimension 16, got 3");
  }

  @Test
  void shouldRejectTextsOfOtherEncoder() {
    // given
    CategoryBank bank =
        CategoryBank.of(List.of("a"), 2, DIMENSION, new float[2], new float[DIMENSION]);

    // when, then
    assertThatThrownBy(
            () ->
                givenSegmenter(SUPERPIXELS)
                    .segment(givenImage(9, 9), bank, givenSettings(Windowing.SLIDING, 0.8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "category bank: expected text embeddings of the global encoder's dimension 8, got 2");
  }

  private static short[] whenSegmented(CategoryBank bank, SegmentationSettings settings) {
    return givenSegmenter(SUPERPIXELS).segment(givenImage(60, 90), bank, settings).mask().values();
  }

  private static PrototypeSegmenter givenSegmenter(SuperpixelAlgorithm superpixels) {
    return givenSegmenter(givenEncoders(), superpixels);
  }

  private static PrototypeSegmenter givenSegmenter(
      FakeEncoders encoders, SuperpixelAlgorithm superpixels) {
    return new PrototypeSegmenter(
        encoders,
        Runnable::run,
        parameters -> superpixels,
        (image, height, width) -> givenImage(height, width));
  }

  private static FakeEncoders givenEncoders() {
    return new FakeEncoders(6, 7, DIMENSION, TEXT_DIMENSION, 31);
  }

  private static SegmentationSettings givenSettings(Windowing windowing, double localWeight) {
    return new SegmentationSettings(
        windowing == Windowing.WHOLE ? 30 : 48,
        256,
        windowing,
        new FelzenszwalbParameters(1, 0, 0),
        Pooling.MASK_SAMPLED,
        localWeight,
        OptionalDouble.empty());
  }

  private static SegmentationSettings withThreshold(SegmentationSettings s, float threshold) {
    return new SegmentationSettings(
        s.shortSide(),
        s.maxLongSide(),
        s.windowing(),
        s.superpixels(),
        s.pooling(),
        s.localWeight(),
        OptionalDouble.of(threshold));
  }

  private static CategoryBank givenBank(int categories) {
    return CategoryBank.of(
        IntStream.range(0, categories).mapToObj(n -> "category " + n).toList(),
        TEXT_DIMENSION,
        DIMENSION,
        new Sequence(41).nextUnit(categories, TEXT_DIMENSION),
        new Sequence(42).next(categories * DIMENSION));
  }

  /** The bank of twelve categories with the given ones in the given order. */
  private static CategoryBank reordered(List<Integer> order) {
    CategoryBank bank = givenBank(12);
    float[] texts = new float[order.size() * TEXT_DIMENSION];
    float[] prototypes = new float[order.size() * DIMENSION];
    for (int n = 0; n < order.size(); n++) {
      System.arraycopy(
          bank.textEmbeddings(),
          order.get(n) * TEXT_DIMENSION,
          texts,
          n * TEXT_DIMENSION,
          TEXT_DIMENSION);
      System.arraycopy(
          bank.prototypes(), order.get(n) * DIMENSION, prototypes, n * DIMENSION, DIMENSION);
    }
    return CategoryBank.of(
        order.stream().map(n -> bank.names().get(n)).toList(),
        TEXT_DIMENSION,
        DIMENSION,
        texts,
        prototypes);
  }

  private static RgbImage givenImage(int height, int width) {
    return RgbImage.of(height, width, new byte[height * width * 3]);
  }
}
