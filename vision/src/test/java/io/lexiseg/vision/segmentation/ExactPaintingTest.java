package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.feature.MaskSampledPooler;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.painting.WindowMerger;
import io.lexiseg.vision.refinement.NoRefinement;
import io.lexiseg.vision.refinement.PamrParameters;
import io.lexiseg.vision.refinement.PixelAffinity;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.LocalSimilarity;
import io.lexiseg.vision.similarity.NamedSimilarity;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Painting by cells, short lists and bounds against {@link PlainPainter}, to the last bit. */
class ExactPaintingTest {
  private static final int DIMENSION = 16;
  private static final int BUDGET = 1 << 24;

  /**
   * Spread is how far prototypes and tokens lie apart: far, near, or so near that most categories
   * compete everywhere; every fifth category repeats another one, so that ties abound.
   */
  @ParameterizedTest
  @CsvSource({
    "60, 150, 40, 0.3, 60, 2",
    "60, 150, 40, 0.03, 60, 2",
    "60, 100, 300, 0.001, 60, 2",
    "60, 100, 3, 0.1, 60, 2",
    "40, 110, 200, 0.5, 400, 1",
    "40, 110, 200, 0.01, 400, 1",
    "64, 112, 20, 0.2, 3, 9"
  })
  void shouldPaintAsIfEveryCategoryWereLookedAt(
      int height, int width, int categories, float spread, int regions, int cell) {
    // given
    SegmentationSettings settings = PaperPreset.CONTEXT.settings().with("shortSide", "56");
    WindowPlan plan = WindowPlan.of(height, width, settings);
    CategoryBank bank = givenBank(categories, spread);
    List<EncodedWindow> windows = new ArrayList<>();
    for (Window window : plan.windows()) {
      windows.add(givenWindow(window, regions, cell, spread, windows.size(), settings));
    }
    short[] expected =
        new PlainPainter(plan, givenScores(windows, bank, settings), categories)
            .paint(height, width);

    // when
    short[] painted =
        new Scorer(plan, windows, settings, BUDGET).paint(bank, height, width).mask().values();

    // then
    assertThat(painted).isEqualTo(expected);
  }

  /** Floors lie where half of the pixels fail them; the last categories are negatives. */
  @ParameterizedTest
  @CsvSource({
    "60, 150, 40, 0.3, none, none",
    "60, 100, 300, 0.001, none, none",
    "64, 112, 20, 0.2, none, base",
    "40, 110, 200, 0.01, none, base",
    "40, 60, 50, 0.1, pamr, none",
    "40, 60, 30, 0.05, pamr, base"
  })
  void shouldGiveNoCategoryWhereAFloorIsNotExceededOrANegativeWins(
      int height, int width, int categories, float spread, String refinement, String background) {
    // given
    CategoryBank plain = givenBank(categories, spread).withNegatives(categories / 2);
    SegmentationSettings settings =
        PaperPreset.CONTEXT
            .settings()
            .with("shortSide", "56")
            .with("localWeight", "1") // many categories win somewhere
            .with("refinement", refinement.equals("none") ? "none" : "pamr:iterations=1");
    WindowPlan plan = WindowPlan.of(height, width, settings);
    List<EncodedWindow> windows = new ArrayList<>();
    for (Window window : plan.windows()) {
      windows.add(givenWindow(window, 60, 2, spread, windows.size(), settings));
    }
    List<WindowScores> scores = givenScores(windows, plain, settings);
    PlainPainter painter = new PlainPainter(plan, scores, categories);
    RefinedScores refined = new RefinedScores(windows, scores, new WindowMerger(plan));
    short[] expected =
        settings.refinement() instanceof NoRefinement
            ? painter.paint(height, width)
            : painter.paint(
                IntStream.range(0, categories).mapToObj(n -> refined.highest(List.of(n))).toList(),
                height,
                width);
    float median = median(painter.winning());
    CategoryBank bank = plain.withFloors(givenFloors(plain.reported(), median));
    SegmentationSettings used =
        background.equals("none")
            ? settings
            : settings.with("background", "base:threshold=" + median);
    int[] losses = leaveOut(expected, painter.winning(), bank, used.background().floor());

    // when
    short[] painted =
        new Scorer(plan, windows, used, BUDGET).paint(bank, height, width).mask().values();

    // then
    assertThat(losses).as("pixels lost to negatives, to floors, none").doesNotContain(0);
    assertThat(painted).isEqualTo(expected);
  }

  /** A third asks for what the settings ask, a third for the median, a third for nearly nothing. */
  private static float[] givenFloors(int reported, float median) {
    float[] floors = new float[reported];
    for (int n = 0; n < reported; n++) {
      floors[n] = n % 3 == 0 ? Float.NaN : n % 3 == 1 ? median : median / 2;
    }
    return floors;
  }

  /** The rule, word for word; returns how many pixels negatives take, floors take, and stay. */
  private static int[] leaveOut(short[] mask, float[] score, CategoryBank bank, double floor) {
    int[] counts = new int[3];
    for (int p = 0; p < mask.length; p++) {
      int winner = mask[p] - 1;
      boolean negative = winner >= bank.reported();
      if (negative || score[p] <= (float) bank.floor(winner, floor)) {
        mask[p] = 0;
      }
      counts[negative ? 0 : mask[p] == 0 ? 1 : 2]++;
    }
    return counts;
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static List<WindowScores> givenScores(
      List<EncodedWindow> windows, CategoryBank bank, SegmentationSettings settings) {
    return windows.stream()
        .map(
            window ->
                new WindowScores(
                    window,
                    LocalSimilarity.of(bank, 0, bank.size()),
                    NamedSimilarity.of(bank, 0, bank.size(), 0),
                    window.global(bank),
                    0,
                    settings.score().combined()))
        .toList();
  }

  private static EncodedWindow givenWindow(
      Window window,
      int regions,
      int cell,
      float spread,
      int number,
      SegmentationSettings settings) {
    int side = Math.max(2, 18 / cell);
    float[] tokens = near(1, new Sequence(31 + number).next(side * side * DIMENSION), spread);
    TokenGrid grid = TokenGrid.of(side, side, DIMENSION, tokens);
    byte[] pixels = new byte[window.height() * window.width() * 3];
    new Random(number).nextBytes(pixels);
    RgbImage picture = RgbImage.of(window.height(), window.width(), pixels);
    LabelMap map = new RandomSuperpixels(regions, number).segment(picture);
    return new EncodedWindow(
        window,
        map,
        grid,
        new MaskSampledPooler().pool(map, grid),
        new Sequence(41 + number).nextUnit(1, DIMENSION),
        new float[0],
        settings.refinement() instanceof PamrParameters pamr
            ? PixelAffinity.of(picture, pamr)::refine
            : WindowRefinement.NONE);
  }

  private static CategoryBank givenBank(int categories, float spread) {
    float[] prototypes = near(1, new Sequence(22).next(categories * DIMENSION), spread);
    float[] texts = new Sequence(21).nextUnit(categories, DIMENSION);
    for (int n = 5; n < categories; n += 5) {
      System.arraycopy(prototypes, (n - 2) * DIMENSION, prototypes, n * DIMENSION, DIMENSION);
      System.arraycopy(texts, (n - 2) * DIMENSION, texts, n * DIMENSION, DIMENSION);
    }
    return CategoryBank.of(
        IntStream.range(0, categories).mapToObj(n -> "category " + n).toList(),
        DIMENSION,
        DIMENSION,
        texts,
        prototypes);
  }

  private static float[] near(float centre, float[] values, float spread) {
    for (int i = 0; i < values.length; i++) {
      values[i] = centre + spread * values[i];
    }
    return values;
  }
}
