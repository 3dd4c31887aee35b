package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.painting.MaskPainter;
import io.lexiseg.vision.segmentation.Segmentation.Freshness;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.steady.Changes;
import io.lexiseg.vision.steady.HeldRegions;
import io.lexiseg.vision.steady.Patch;
import io.lexiseg.vision.steady.SceneMemory;
import io.lexiseg.vision.timing.Stopwatch;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * The next picture of a camera: what moved since the one before is segmented anew, what did not is
 * kept.
 *
 * <p>Source: docs/steady.md; this project's.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class SteadyPicture {
  /** With more than this part of it changed, the picture shows something else. */
  private static final double CUT = 0.7;

  /** Patches of more than this part of the picture are no less work than the whole. */
  private static final double MOST = 0.6;

  private final WindowPlan plan;
  private final RgbImage resized;
  private final SegmentationSettings settings;
  private final WindowEncoder encoder;
  private final Stopwatch stopwatch;
  private final boolean byParts;
  private final int budget;

  /**
   * @param plan of one window, which covers all
   * @param byParts whether a part can be encoded as it is within the whole
   * @param budget scores held at once, in values
   */
  SteadyPicture(
      WindowPlan plan,
      RgbImage resized,
      SegmentationSettings settings,
      WindowEncoder encoder,
      Stopwatch stopwatch,
      boolean byParts,
      int budget) {
    this.plan = plan;
    this.resized = resized;
    this.settings = settings;
    this.encoder = encoder;
    this.stopwatch = stopwatch;
    this.byParts = byParts;
    this.budget = budget;
  }

  /** What has to be the same for a scene to be kept. */
  private record Rules(
      SegmentationSettings settings, CategoryBank categories, int height, int width) {}

  /**
   * What fails leaves an empty memory behind.
   *
   * @param height of the mask
   * @param width of the mask
   * @param categories asked before the work, and after most of it
   */
  Segmentation segment(
      int height, int width, Supplier<CategoryBank> categories, SceneMemory<Segmentation> memory) {
    Rules rules = new Rules(settings, categories.get(), height, width);
    try {
      return segment(rules, categories, memory);
    } catch (RuntimeException | Error e) {
      memory.forget();
      throw e;
    }
  }

  private Segmentation segment(
      Rules rules, Supplier<CategoryBank> categories, SceneMemory<Segmentation> memory) {
    if (!memory.holds(rules)) {
      return begin(rules, categories, memory);
    }
    Changes changes = memory.look(resized);
    List<Patch> patches = changes.patches();
    if (changes.share() > CUT) {
      return begin(rules, categories, memory);
    }
    long work = patches.stream().mapToLong(Patch::pixels).sum();
    boolean little = work <= MOST * plan.height() * plan.width();
    if (memory.isDue(settings.steady()) || (!patches.isEmpty() && !(byParts && little))) {
      return renew(rules, categories, memory, changes);
    }
    return patches.isEmpty() && !memory.hasUncovered()
        ? again(memory)
        : replace(rules, categories, memory, changes);
  }

  private Segmentation again(SceneMemory<Segmentation> memory) {
    Freshness freshness = new Freshness(0, memory.oldest(), OptionalDouble.empty());
    return memory.result().again(stopwatch.timings(), freshness);
  }

  private Segmentation begin(
      Rules rules, Supplier<CategoryBank> categories, SceneMemory<Segmentation> memory) {
    memory.forget();
    EncodedWindow window = encoder.encode(resized, plan.windows()).get(0);
    return begin(rules, window, categories.get(), memory);
  }

  private Segmentation begin(
      Rules rules, EncodedWindow window, CategoryBank bank, SceneMemory<Segmentation> memory) {
    if (!canBeKept(window, bank)) {
      memory.forget();
      return photograph(rules, window, bank);
    }
    memory.begin(
        new Rules(settings, bank, rules.height(), rules.width()),
        resized,
        window.map(),
        scores(List.of(window), bank).get(0),
        window.embedding());
    return painted(memory, bank, rules, Freshness.ALL);
  }

  /** Whether each region has scores of its own, and all of them fit. */
  private boolean canBeKept(EncodedWindow window, CategoryBank bank) {
    return !window.hasVanished() && (long) window.map().regions() * bank.size() <= budget;
  }

  private Segmentation photograph(Rules rules, EncodedWindow window, CategoryBank bank) {
    Scorer scorer = new Scorer(plan, List.of(window), settings, budget);
    MaskPainter painter =
        stopwatch.scoring(() -> scorer.paint(bank, rules.height(), rules.width()));
    return PrototypeSegmenter.segmentation(painter, bank, stopwatch.timings(), Freshness.ALL);
  }

  private Segmentation renew(
      Rules rules,
      Supplier<CategoryBank> categories,
      SceneMemory<Segmentation> memory,
      Changes changes) {
    EncodedWindow window = encoder.encode(resized, plan.windows()).get(0);
    CategoryBank bank = categories.get();
    if (bank != rules.categories() || !canBeKept(window, bank)) {
      return begin(rules, window, bank, memory);
    }
    double disagreement =
        memory.renew(
            resized,
            window.map(),
            scores(List.of(window), bank).get(0),
            window.embedding(),
            changes,
            settings.steady());
    return painted(memory, bank, rules, new Freshness(1, 0, OptionalDouble.of(disagreement)));
  }

  private Segmentation replace(
      Rules rules,
      Supplier<CategoryBank> categories,
      SceneMemory<Segmentation> memory,
      Changes changes) {
    List<Patch> patches = changes.patches();
    List<Window> places =
        patches.stream()
            .map(patch -> new Window(patch.y(), patch.x(), patch.height(), patch.width()))
            .toList();
    List<EncodedWindow> parts =
        places.isEmpty() ? List.of() : encoder.encodeParts(resized, places, memory.embedding());
    CategoryBank bank = categories.get();
    if (bank != rules.categories() || parts.stream().anyMatch(EncodedWindow::hasVanished)) {
      return begin(rules, categories, memory);
    }
    List<float[][]> scores = scores(parts, bank);
    for (int i = 0; i < patches.size(); i++) {
      memory.replace(patches.get(i), parts.get(i).map(), scores.get(i), changes);
    }
    memory.accept(resized, changes);
    Freshness freshness = new Freshness(changes.share(), memory.oldest(), OptionalDouble.empty());
    return painted(memory, bank, rules, freshness);
  }

  private List<float[][]> scores(List<EncodedWindow> windows, CategoryBank bank) {
    return stopwatch.scoring(() -> new Scorer(plan, windows, settings, 0).regions(bank));
  }

  private Segmentation painted(
      SceneMemory<Segmentation> memory, CategoryBank bank, Rules rules, Freshness freshness) {
    HeldRegions held = memory.regions();
    RegionScores scores = new RegionScores(plan.width(), held.labels(), held.scores());
    Scorer scorer = new Scorer(plan, List.of(), settings, 0);
    MaskPainter painter =
        stopwatch.scoring(
            () -> {
              float handicap = memory.handicap(() -> scorer.handicap(scores, bank));
              return scorer.paint(scores, bank, handicap, rules.height(), rules.width());
            });
    Segmentation segmentation =
        PrototypeSegmenter.segmentation(painter, bank, stopwatch.timings(), freshness);
    memory.keep(segmentation);
    return segmentation;
  }
}
