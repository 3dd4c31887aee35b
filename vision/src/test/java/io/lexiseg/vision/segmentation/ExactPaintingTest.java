package io.lexiseg.vision.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.feature.MaskSampledPooler;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.WindowPlan.Window;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.LocalSimilarity;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Painting by cells and short lists against {@link PlainPainter}, to the last bit. */
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
      windows.add(givenWindow(window, regions, cell, spread, windows.size()));
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

  private static List<WindowScores> givenScores(
      List<EncodedWindow> windows, CategoryBank bank, SegmentationSettings settings) {
    return windows.stream()
        .map(
            window ->
                new WindowScores(
                    window,
                    LocalSimilarity.of(bank, 0, bank.size()),
                    window.global(bank),
                    0,
                    settings.score().combined()))
        .toList();
  }

  private static EncodedWindow givenWindow(
      Window window, int regions, int cell, float spread, int number) {
    int side = Math.max(2, 18 / cell);
    float[] tokens = near(1, new Sequence(31 + number).next(side * side * DIMENSION), spread);
    TokenGrid grid = TokenGrid.of(side, side, DIMENSION, tokens);
    RgbImage picture =
        RgbImage.of(
            window.height(), window.width(), new byte[window.height() * window.width() * 3]);
    LabelMap map = new RandomSuperpixels(regions, number).segment(picture);
    return new EncodedWindow(
        window,
        map,
        grid,
        new MaskSampledPooler().pool(map, grid),
        new Sequence(41 + number).nextUnit(1, DIMENSION));
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
