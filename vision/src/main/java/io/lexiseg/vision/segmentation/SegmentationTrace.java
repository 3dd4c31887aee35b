package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.painting.ScoreMap;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategorySimilarity;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Collects the intermediates of one segmentation, in the order of docs/method.md. */
final class SegmentationTrace {
  private final CategoryBank bank;
  private final List<StageArray> stages = new ArrayList<>();

  SegmentationTrace(CategoryBank bank) {
    this.bank = bank;
    stages.add(StageArray.of("texts", bank.textEmbeddings(), bank.size(), bank.textDimension()));
    stages.add(
        StageArray.of(
            "prototypes", bank.prototypes(), bank.firstRow(bank.size()), bank.dimension()));
  }

  /** What was collected. */
  List<StageArray> stages() {
    return List.copyOf(stages);
  }

  SegmentationTrace image(RgbImage image, RgbImage resized) {
    stages.add(StageArray.of("image", image.pixels(), image.height(), image.width(), 3));
    stages.add(StageArray.of("resized", resized.pixels(), resized.height(), resized.width(), 3));
    return this;
  }

  SegmentationTrace windows(List<EncodedWindow> windows) {
    int[] places =
        windows.stream()
            .map(EncodedWindow::window)
            .flatMapToInt(w -> IntStream.of(w.y(), w.x(), w.height(), w.width()))
            .toArray();
    stages.add(StageArray.of("windows", places, windows.size(), 4));
    for (int w = 0; w < windows.size(); w++) {
      window(windows.get(w), "-" + w);
    }
    return this;
  }

  private void window(EncodedWindow window, String suffix) {
    LabelMap map = window.map();
    TokenGrid grid = window.grid();
    RegionFeatures features = window.features();
    stages.add(StageArray.of("labels" + suffix, map.labels(), map.height(), map.width()));
    stages.add(
        StageArray.of(
            "tokens" + suffix, grid.values(), grid.rows(), grid.columns(), grid.dimension()));
    stages.add(
        StageArray.of(
            "features" + suffix, features.values(), features.regions(), features.dimension()));
    similarities(window, suffix);
  }

  private void similarities(EncodedWindow window, String suffix) {
    int categories = bank.size();
    CategorySimilarity local = CategorySimilarity.of(bank, 0, categories);
    RegionFeatures features = window.features();
    int[] regions = IntStream.range(0, features.regions()).toArray();
    stages.add(
        StageArray.of(
            "local" + suffix,
            local.cosines(features.values(), regions, features::norm),
            regions.length,
            categories));
    TokenGrid grid = window.grid();
    int[] tokens = IntStream.range(0, grid.rows() * grid.columns()).toArray();
    stages.add(
        StageArray.of(
            "dense" + suffix,
            local.cosines(grid.values(), tokens, grid::norm),
            grid.rows(),
            grid.columns(),
            categories));
    float[] global = new float[categories];
    for (int n = 0; n < categories; n++) {
      global[n] = window.global(bank).cosine(n);
    }
    stages.add(StageArray.of("global" + suffix, global, categories));
  }

  /** Scores of the resized image, {@code [height, width, categories]}. */
  void scores(ScoreMap map, WindowPlan plan) {
    float[] scores = emptyScores(plan);
    int categories = bank.size();
    float[] pixel = new float[categories];
    for (int y = 0; y < plan.height(); y++) {
      for (int x = 0; x < plan.width(); x++) {
        map.scores(y, x, pixel);
        System.arraycopy(pixel, 0, scores, (y * plan.width() + x) * categories, categories);
      }
    }
    stages.add(StageArray.of("scores", scores, plan.height(), plan.width(), categories));
  }

  /** The same after refinement. */
  void scores(RefinedScores refined, WindowPlan plan) {
    float[] scores = emptyScores(plan);
    int categories = bank.size();
    for (int n = 0; n < categories; n++) {
      float[] plane = refined.highest(List.of(n));
      for (int p = 0; p < plane.length; p++) {
        scores[p * categories + n] = plane[p];
      }
    }
    stages.add(StageArray.of("scores", scores, plan.height(), plan.width(), categories));
  }

  private float[] emptyScores(WindowPlan plan) {
    return new float[Math.multiplyExact(plan.height() * plan.width(), bank.size())];
  }

  SegmentationTrace mask(Mask mask) {
    stages.add(StageArray.of("mask", mask.values(), mask.height(), mask.width()));
    return this;
  }
}
