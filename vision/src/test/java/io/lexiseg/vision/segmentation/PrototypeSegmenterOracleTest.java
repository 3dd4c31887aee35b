package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.SegmentationSettings.Pooling;
import io.lexiseg.vision.segmentation.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The segmenter against {@link PlainScores} on pictures of many shapes, vocabularies of many sizes.
 */
class PrototypeSegmenterOracleTest {
  private static final int DIMENSION = 24;
  private static final int TEXT_DIMENSION = 12;

  /** Single precision against double, over sums of 24 terms: some 1e-6 of scores below 1. */
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 150, SLIDING, MASK_SAMPLED, 224, 1024",
    "1, 1, 3, WHOLE, UPSAMPLED, 448, 2048",
    "1, 500, 150, SLIDING, MASK_SAMPLED, 448, 2048",
    "500, 1, 20, SLIDING, UPSAMPLED, 448, 2048",
    "5, 50, 1000, SLIDING, MASK_SAMPLED, 64, 256",
    "448, 597, 1, SLIDING, MASK_SAMPLED, 448, 2048",
    "448, 597, 40, SLIDING, MASK_SAMPLED, 448, 2048",
    "150, 199, 1000, SLIDING, MASK_SAMPLED, 112, 512",
    "448, 597, 40, WHOLE, UPSAMPLED, 448, 2048",
    "448, 597, 20, WHOLE, MASK_SAMPLED, 448, 2048",
    "300, 2000, 20, SLIDING, MASK_SAMPLED, 448, 2048",
    "400, 300, 20, SLIDING, MASK_SAMPLED, 112, 512"
  })
  void shouldAgreeWithOracle(
      int height,
      int width,
      int categories,
      Windowing windowing,
      Pooling pooling,
      int shortSide,
      int maxLongSide) {
    thenSegmenterAgrees(
        height,
        width,
        categories,
        new SegmentationSettings(
            shortSide,
            maxLongSide,
            windowing,
            new FelzenszwalbParameters(1, 0, 0),
            pooling,
            0.8,
            OptionalDouble.empty()));
  }

  /** Each switch of the paper's tables that concerns scores. */
  @ParameterizedTest
  @CsvSource({
    "superpixels=none, 448, 597",
    "superpixels=none;localWeight=1, 150, 640",
    "superpixels=none;windowing=whole, 300, 400",
    "superpixels=none;windowing=whole;pooling=upsampled, 700, 100",
    "localTerm=raw, 448, 597",
    "localTerm=raw;superpixels=none;localWeight=0.5, 200, 300",
    "globalTerm=image, 200, 900",
    "globalTerm=image;windowing=whole;localTerm=raw, 200, 300",
    "localWeight=1, 448, 597",
    "localWeight=0, 448, 597"
  })
  void shouldAgreeWithOracleUnderEverySwitch(String switches, int height, int width) {
    SegmentationSettings settings = PaperPreset.CONTEXT.settings();
    for (String value : switches.split(";")) {
      settings = settings.with(value.split("=")[0], value.split("=")[1]);
    }
    thenSegmenterAgrees(height, width, 20, settings);
  }

  private static void thenSegmenterAgrees(
      int height, int width, int categories, SegmentationSettings settings) {
    // given
    CategoryBank bank = givenBank(categories);
    RandomSuperpixels superpixels = new RandomSuperpixels(300, height + width);
    PlainScores oracle =
        new PlainScores(height, width, givenEncoders(), superpixels, bank, settings);

    // when
    Segmentation segmentation =
        new PrototypeSegmenter(
                givenEncoders(),
                Runnable::run,
                parameters -> superpixels,
                (image, h, w) -> givenImage(h, w))
            .segment(givenImage(height, width), bank, settings);

    // then
    thenMaskIsBest(segmentation, oracle, categories);
  }

  private static void thenMaskIsBest(
      Segmentation segmentation, PlainScores oracle, int categories) {
    Mask mask = segmentation.mask();
    double[] best = new double[mask.values().length];
    double[] chosen = new double[best.length];
    double[] sums = new double[categories + 1];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    Arrays.fill(chosen, Double.NEGATIVE_INFINITY);
    for (int n = 0; n < categories; n++) {
      double[] plane = oracle.plane(n, mask.height(), mask.width());
      for (int p = 0; p < plane.length; p++) {
        best[p] = Math.max(best[p], plane[p]);
        if (mask.values()[p] == n + 1) {
          chosen[p] = plane[p];
          sums[n + 1] += plane[p];
        }
      }
    }
    double worst = 0;
    for (int p = 0; p < best.length; p++) {
      worst = Math.max(worst, best[p] - chosen[p]);
    }
    assertThat(worst).isLessThan(TOLERANCE);
    for (CategoryStatistics statistics : segmentation.statistics()) {
      double mean = sums[statistics.category()] / statistics.pixels();
      assertThat((double) statistics.meanScore()).isCloseTo(mean, within(TOLERANCE));
    }
  }

  private static FakeEncoders givenEncoders() {
    return new FakeEncoders(37, 37, DIMENSION, TEXT_DIMENSION, 11);
  }

  private static CategoryBank givenBank(int categories) {
    return CategoryBank.of(
        IntStream.range(0, categories).mapToObj(n -> "category " + n).toList(),
        TEXT_DIMENSION,
        DIMENSION,
        new Sequence(21).nextUnit(categories, TEXT_DIMENSION),
        new Sequence(22).next(categories * DIMENSION));
  }

  private static RgbImage givenImage(int height, int width) {
    return RgbImage.of(height, width, new byte[height * width * 3]);
  }
}
