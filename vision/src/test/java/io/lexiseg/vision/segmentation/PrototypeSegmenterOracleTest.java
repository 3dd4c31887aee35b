package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategoryPrototypes;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        givenBank(categories),
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
    "superpixels=none, 120, 160",
    "superpixels=none;localWeight=1, 60, 200",
    "superpixels=none;windowing=whole, 90, 130",
    "superpixels=none;windowing=whole;pooling=upsampled, 180, 60",
    "localTerm=raw, 120, 160",
    "localTerm=raw;superpixels=none;localWeight=0.5, 96, 130",
    "globalTerm=image, 60, 250",
    "globalTerm=image;windowing=whole;localTerm=raw, 96, 130",
    "localWeight=1, 120, 160",
    "localWeight=0, 120, 160",
    "background=base:threshold=0.6, 120, 160",
    "background=only-local:threshold=0.6, 120, 160",
    "background=only-local:threshold=0.6;superpixels=none, 60, 200",
    "background=only-local:threshold=0.2;localTerm=raw;windowing=whole, 90, 130",
    "background=local-of-winner:threshold=0.6;localWeight=0.3, 120, 160",
    "refinement=pamr:iterations=2;shortSide=48;maxLongSide=120, 60, 80",
    "refinement=pamr:iterations=3;shortSide=40;windowing=whole;superpixels=none, 90, 70",
    "refinement=pamr:iterations=2;shortSide=40;windowing=whole;pooling=upsampled, 90, 70",
    "refinement=pamr:iterations=1;shortSide=40;background=base:threshold=0.6, 50, 60",
    "refinement=pamr:iterations=1;shortSide=40;background=only-local:threshold=0.6, 50, 60"
  })
  void shouldAgreeWithOracleUnderEverySwitch(String switches, int height, int width) {
    thenSegmenterAgrees(height, width, givenBank(20), changed(switches));
  }

  private static SegmentationSettings changed(String switches) {
    SegmentationSettings settings =
        PaperPreset.CONTEXT.settings().with("shortSide", "96").with("maxLongSide", "400");
    for (String value : switches.split(";")) {
      String[] pair = value.split("=", 2);
      settings = settings.with(pair[0], pair[1]);
    }
    return settings;
  }

  static Stream<Aggregation> aggregations() {
    return Stream.of(new MeanEmbedding(), new Separate(0.4), new Separate(1));
  }

  /** Each aggregation, with several prototypes a category where it takes several. */
  @ParameterizedTest
  @MethodSource("aggregations")
  void shouldAgreeWithOracleUnderEveryAggregation(Aggregation aggregation) {
    thenSegmenterAgrees(aggregation);
  }

  static void thenSegmenterAgrees(Aggregation aggregation) {
    int rows = aggregation.keepsRows() ? 3 : 1;
    thenSegmenterAgrees(100, 150, givenBank(20, rows, aggregation), changed("shortSide=64"));
  }

  @Test
  void shouldGiveNoCategoryToWhatNegativesWin() {
    // given: the last five compete without being reported
    CategoryBank bank = givenBank(20).withNegatives(5);

    // when
    Segmentation segmentation = thenSegmenterAgrees(100, 150, bank, changed("shortSide=96"));

    // then
    assertThat(segmentation.mask().values()).contains((short) 0);
    assertThat(segmentation.statistics())
        .allSatisfy(statistics -> assertThat(statistics.category()).isLessThanOrEqualTo(15));
  }

  private static Segmentation thenSegmenterAgrees(
      int height, int width, CategoryBank bank, SegmentationSettings settings) {
    // given
    RandomSuperpixels superpixels = new RandomSuperpixels(300, height + width);
    PlainScores oracle =
        new PlainScores(height, width, givenEncoders(), superpixels, bank, settings);

    // when
    Segmentation segmentation =
        new PrototypeSegmenter(
                givenEncoders(),
                Runnable::run,
                parameters -> superpixels,
                (image, h, w) -> PlainScores.picture(h, w))
            .segment(PlainScores.picture(height, width), bank, settings);

    // then
    thenMaskIsBest(segmentation, oracle, bank);
    return segmentation;
  }

  private static void thenMaskIsBest(
      Segmentation segmentation, PlainScores oracle, CategoryBank bank) {
    int categories = bank.size();
    Mask mask = segmentation.mask();
    double[] best = oracle.background(mask.height(), mask.width());
    double[] chosen = new double[best.length];
    double[] sums = new double[categories + 1];
    for (int p = 0; p < best.length; p++) {
      chosen[p] = mask.values()[p] == 0 ? best[p] : Double.NEGATIVE_INFINITY;
    }
    for (int n = 0; n < categories; n++) {
      double[] plane = oracle.plane(n, mask.height(), mask.width());
      for (int p = 0; p < plane.length; p++) {
        best[p] = Math.max(best[p], plane[p]);
        if (mask.values()[p] == n + 1) {
          chosen[p] = plane[p];
          sums[n + 1] += plane[p];
        } else if (mask.values()[p] == 0 && n >= bank.reported()) {
          chosen[p] = Math.max(chosen[p], plane[p]);
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
    return givenBank(categories, 1, new MeanEmbedding());
  }

  private static CategoryBank givenBank(int categories, int rows, Aggregation aggregation) {
    Sequence sequence = new Sequence(22);
    return CategoryBank.of(
        IntStream.range(0, categories).mapToObj(n -> "category " + n).toList(),
        new Sequence(21).nextUnit(categories, TEXT_DIMENSION),
        CategoryPrototypes.of(
            DIMENSION,
            IntStream.range(0, categories).mapToObj(n -> sequence.next(rows * DIMENSION)).toList()),
        aggregation);
  }
}
