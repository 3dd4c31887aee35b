package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.GlobalSimilarity;
import io.lexiseg.vision.similarity.LocalSimilarity;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns encoded windows into a painted mask. Categories compete in blocks, so that the scores held
 * at once stay within a budget however many categories and regions there are; usually one block
 * holds all.
 */
final class Scorer {
  private final WindowPlan plan;
  private final List<EncodedWindow> windows;
  private final SegmentationSettings settings;
  private final int budget;

  /**
   * @param budget scores held at once, in values
   */
  Scorer(WindowPlan plan, List<EncodedWindow> windows, SegmentationSettings settings, int budget) {
    this.plan = plan;
    this.windows = windows;
    this.settings = settings;
    this.budget = budget;
  }

  MaskPainter paint(CategoryBank categories, int height, int width) {
    MaskPainter painter = new MaskPainter(plan, height, width, settings);
    List<GlobalSimilarity> globals = globals(categories);
    int block = blockSize(categories.size());
    for (int from = 0; from < categories.size(); from += block) {
      int to = Math.min(from + block, categories.size());
      LocalSimilarity local = LocalSimilarity.of(categories, from, to);
      painter.paint(scoreMap(local, globals, from), from, to - from);
    }
    return painter;
  }

  /** The scores of all categories at once. */
  ScoreMap scoreMap(CategoryBank categories) {
    LocalSimilarity local = LocalSimilarity.of(categories, 0, categories.size());
    return scoreMap(local, globals(categories), 0);
  }

  private List<GlobalSimilarity> globals(CategoryBank categories) {
    return windows.stream().map(window -> window.global(categories)).toList();
  }

  private int blockSize(int categories) {
    long rows = 2L * plan.width();
    for (EncodedWindow window : windows) {
      rows += window.features().regions();
      rows += window.hasVanished() ? (long) window.grid().rows() * window.grid().columns() : 0;
    }
    return (int) Math.max(1, Math.min(categories, budget / rows));
  }

  private ScoreMap scoreMap(LocalSimilarity local, List<GlobalSimilarity> globals, int from) {
    List<WindowScores> scores =
        IntStream.range(0, windows.size())
            .mapToObj(
                w ->
                    new WindowScores(
                        windows.get(w), local, globals.get(w), from, settings.score().combined()))
            .toList();
    return new ScoreMap(plan, scores, local.categories());
  }
}
