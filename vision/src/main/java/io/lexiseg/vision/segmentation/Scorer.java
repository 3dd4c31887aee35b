package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.painting.MaskPainter;
import io.lexiseg.vision.painting.ScoreMap;
import io.lexiseg.vision.painting.WindowMerger;
import io.lexiseg.vision.painting.WorldShare;
import io.lexiseg.vision.refinement.NoRefinement;
import io.lexiseg.vision.setting.BackgroundSettings;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.CategorySimilarity;
import io.lexiseg.vision.similarity.CombinedScore;
import io.lexiseg.vision.similarity.GlobalSimilarity;
import io.lexiseg.vision.similarity.NamedSimilarity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns encoded windows into a painted mask. Categories compete in blocks, so that the scores held
 * at once stay within a budget however many categories and regions there are; usually one block
 * holds all.
 */
final class Scorer {
  /** Far below whatever can be scored. */
  private static final float MUTED = 1000;

  /** Rows of scores that painting works in. */
  private static final int WORKING_ROWS = 10;

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
    MaskPainter painter = new MaskPainter(plan, height, width, settings, categories);
    if (settings.background().comparesLocalTerms()) {
      painter.background(backgrounds(categories));
    }
    List<Block> blocks = blocks(categories);
    // One run of categories, as usual, is scored once for both looks.
    List<WindowScores> once =
        blocks.size() == 1 ? scores(blocks.get(0), settings.score().combined()) : List.of();
    float handicap = handicap(categories, blocks, once);
    for (Block block : blocks) {
      List<WindowScores> scores =
          once.isEmpty() ? scores(block, settings.score().combined()) : once;
      int first = Math.max(0, categories.firstOfWorld() - block.from());
      scores.forEach(window -> window.lower(first, window.categories(), handicap));
      if (settings.refinement() instanceof NoRefinement) {
        painter.paint(scores, block.local().categories(), block.from());
      } else {
        new RefinedContest(scores, refined(scores), painter, block.from()).paint();
      }
    }
    painter.settle();
    return painter;
  }

  /**
   * What nouns that nobody named lose in this picture, found at a first look in which they lose
   * nothing (docs/method.md, section 8).
   */
  private float handicap(CategoryBank categories, List<Block> blocks, List<WindowScores> once) {
    BackgroundSettings.World world = settings.background().world();
    if (categories.firstOfWorld() == categories.size() || world.prior() == 0) {
      return 0;
    }
    List<WorldShare> shares = new ArrayList<>();
    for (Block block : blocks) {
      List<WindowScores> scores =
          once.isEmpty() ? scores(block, settings.score().combined()) : once;
      for (int w = 0; w < windows.size(); w++) {
        if (block.from() == 0) {
          shares.add(
              new WorldShare(scores.get(w), windows.get(w).window(), categories.firstOfWorld()));
        }
        shares.get(w).add(scores.get(w), block.from());
      }
    }
    return handicap(world, shares);
  }

  private static float handicap(BackgroundSettings.World world, List<WorldShare> shares) {
    double won = shares.stream().mapToLong(WorldShare::won).sum();
    double all = shares.stream().mapToLong(WorldShare::all).sum();
    return (float) world.handicap(won / all);
  }

  /**
   * Scores of all categories, at once, of windows none of whose regions vanished, before nouns that
   * nobody named lose what they lose in this picture.
   *
   * @return {@code [regions][categories]} of each window
   */
  List<float[][]> regions(CategoryBank categories) {
    Block all = block(categories, 0, categories.size(), globals(categories));
    return scores(all, settings.score().combined()).stream().map(WindowScores::regions).toList();
  }

  /** What nouns that nobody named lose where one window covers the whole image. */
  float handicap(RegionScores scores, CategoryBank categories) {
    int world = categories.firstOfWorld();
    if (world == categories.size()) {
      return 0;
    }
    WorldShare share = new WorldShare(scores, plan.windows().get(0), world);
    share.add(scores, 0);
    return handicap(settings.background().world(), List.of(share));
  }

  /**
   * Paints one window that covers the whole image, whose regions are scored already.
   *
   * @param handicap what nouns that nobody named lose
   */
  MaskPainter paint(
      RegionScores scores, CategoryBank categories, float handicap, int height, int width) {
    MaskPainter painter = new MaskPainter(plan, height, width, settings, categories);
    RegionScores lowered = scores.lowered(categories.firstOfWorld(), handicap);
    painter.paint(List.of(lowered), categories.size(), 0);
    painter.settle();
    return painter;
  }

  /** A run of categories, and each window's global similarity to all. */
  private record Block(
      CategoryBank bank,
      int from,
      CategorySimilarity local,
      NamedSimilarity named,
      List<GlobalSimilarity> globals) {}

  private List<Block> blocks(CategoryBank categories) {
    List<GlobalSimilarity> globals = globals(categories);
    List<Block> blocks = new ArrayList<>();
    int size = blockSize(categories.size());
    for (int from = 0; from < categories.size(); from += size) {
      int to = Math.min(from + size, categories.size());
      blocks.add(block(categories, from, to, globals));
    }
    return blocks;
  }

  private Block block(CategoryBank categories, int from, int to, List<GlobalSimilarity> globals) {
    return new Block(
        categories,
        from,
        CategorySimilarity.of(categories, from, to),
        NamedSimilarity.of(categories, from, to, settings.score().nameWeight()),
        globals);
  }

  private List<float[]> backgrounds(CategoryBank categories) {
    BackgroundSettings background = settings.background();
    List<BackgroundPlane> planes =
        windows.stream()
            .map(window -> new BackgroundPlane(window.window(), background.strategy()))
            .toList();
    for (Block block : blocks(categories)) {
      List<WindowScores> scores = scores(block, settings.score().combined());
      List<WindowScores> locals = scores(block, settings.score().localOnly());
      for (int w = 0; w < windows.size(); w++) {
        planes.get(w).add(scores.get(w), locals.get(w));
      }
    }
    return planes.stream().map(plane -> plane.below(background.threshold())).toList();
  }

  /** Hands the scores of all categories to a trace. */
  void trace(CategoryBank categories, SegmentationTrace trace) {
    Block all = block(categories, 0, categories.size(), globals(categories));
    List<WindowScores> scores = scores(all, settings.score().combined());
    if (settings.refinement() instanceof NoRefinement) {
      trace.scores(new ScoreMap(plan, scores, categories.size()), plan);
    } else {
      trace.scores(refined(scores), plan);
    }
  }

  private RefinedScores refined(List<WindowScores> scores) {
    return new RefinedScores(windows, scores, new WindowMerger(plan));
  }

  private List<GlobalSimilarity> globals(CategoryBank categories) {
    return windows.stream().map(window -> window.global(categories)).toList();
  }

  private int blockSize(int categories) {
    long rows = WORKING_ROWS;
    for (EncodedWindow window : windows) {
      rows += window.features().regions();
      rows += window.hasVanished() ? (long) window.grid().rows() * window.grid().columns() : 0;
    }
    return (int) Math.max(1, Math.min(categories, budget / rows));
  }

  private List<WindowScores> scores(Block block, CombinedScore score) {
    List<WindowScores> scores =
        IntStream.range(0, windows.size())
            .mapToObj(
                w ->
                    new WindowScores(
                        windows.get(w),
                        block.local(),
                        block.named(),
                        block.globals().get(w),
                        block.from(),
                        score))
            .toList();
    for (int n = 0; n < block.local().categories(); n++) {
      int category = n;
      float handicap = Math.min(MUTED, block.bank().handicap(block.from() + n));
      if (handicap > 0) {
        scores.forEach(window -> window.lower(category, category + 1, handicap));
      }
    }
    return scores;
  }
}
