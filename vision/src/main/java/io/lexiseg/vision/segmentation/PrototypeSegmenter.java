package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.painting.MaskPainter;
import io.lexiseg.vision.segmentation.Segmentation.Freshness;
import io.lexiseg.vision.segmentation.Segmentation.SeenNoun;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.steady.SceneMemory;
import io.lexiseg.vision.steady.Steadiness;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import io.lexiseg.vision.timing.StageTimings;
import io.lexiseg.vision.timing.Stopwatch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * FreeDA's online stage: windows, superpixels, pooled tokens, similarity to representative
 * prototypes and to the vocabulary's texts, arg-max.
 *
 * <p>A category without prototype has local cosine 0 everywhere, so only its global term varies: it
 * scores {@code beta / 2 + (1 - beta) * global}.
 *
 * <p>Source: Barsellotti et al., CVPR 2024; docs/method.md, sections 3 to 9. Deviations: none that
 * changes a score by more than rounding, with sliding windows and mask-sampled pooling; what else
 * {@link SegmentationSettings} offers is this project's.
 */
public final class PrototypeSegmenter implements Segmenter {
  /** Scores held at once: 64 MiB. */
  private static final int SCORE_BUDGET = 1 << 24;

  /** Nouns that nobody named which a picture tells at most. */
  private static final int SEEN_NOUNS = 5;

  private final Encoders encoders;
  private final Executor executor;
  private final Function<SuperpixelParameters, SuperpixelAlgorithm> superpixels;

  /** They keep working arrays from image to image. */
  private final Map<SuperpixelParameters, SuperpixelAlgorithm> algorithms =
      new ConcurrentHashMap<>();

  private final ImageResizer resizer;
  private final int scoreBudget;

  /** Resizes an image, bilinear on 8-bit samples. */
  @FunctionalInterface
  public interface ImageResizer {
    RgbImage resize(RgbImage image, int height, int width);
  }

  /**
   * Builds a segmenter that cuts superpixels and resizes as the reference does.
   *
   * @param encoders of one pack; stay the caller's to close
   * @param executor cuts superpixels; its tasks never wait for one another
   */
  public PrototypeSegmenter(Encoders encoders, Executor executor) {
    this(encoders, executor, SuperpixelParameters::algorithm, Resizing::bilinear, SCORE_BUDGET);
  }

  /**
   * Builds a segmenter with superpixels and resizing of one's own.
   *
   * @param encoders of one pack; stay the caller's to close
   * @param executor cuts superpixels; its tasks never wait for one another
   * @param superpixels the algorithm for given constants
   */
  public PrototypeSegmenter(
      Encoders encoders,
      Executor executor,
      Function<SuperpixelParameters, SuperpixelAlgorithm> superpixels,
      ImageResizer resizer) {
    this(encoders, executor, superpixels, resizer, SCORE_BUDGET);
  }

  PrototypeSegmenter(
      Encoders encoders,
      Executor executor,
      Function<SuperpixelParameters, SuperpixelAlgorithm> superpixels,
      ImageResizer resizer,
      int scoreBudget) {
    this.encoders = encoders;
    this.executor = executor;
    this.superpixels = superpixels;
    this.resizer = resizer;
    this.scoreBudget = scoreBudget;
  }

  @Override
  public EncodedImage encode(RgbImage image, SegmentationSettings settings) {
    Stopwatch stopwatch = new Stopwatch();
    WindowPlan plan = WindowPlan.of(image.height(), image.width(), settings);
    RgbImage resized = resizer.resize(image, plan.height(), plan.width());
    List<EncodedWindow> windows = encoder(settings, stopwatch).encode(resized, plan.windows());
    return new Encoded(image, resized, plan, windows, settings, stopwatch);
  }

  private WindowEncoder encoder(SegmentationSettings settings, Stopwatch stopwatch) {
    SuperpixelAlgorithm algorithm = algorithms.computeIfAbsent(settings.superpixels(), superpixels);
    return new WindowEncoder(encoders, executor, algorithm, settings, stopwatch);
  }

  /** What cannot be kept from one picture to the next is segmented as a photograph. */
  @Override
  public Segmentation segment(
      RgbImage image,
      Supplier<CategoryBank> categories,
      SegmentationSettings settings,
      SceneMemory<Segmentation> memory) {
    if (settings.steady() == Steadiness.OFF || !settings.canBeSteady()) {
      memory.forget();
      return encode(image, settings).segment(categories.get());
    }
    WindowPlan plan = WindowPlan.of(image.height(), image.width(), settings);
    RgbImage resized = resizer.resize(image, plan.height(), plan.width());
    Stopwatch stopwatch = new Stopwatch();
    boolean byParts = settings.superpixels().isLocal() && encoders.dense().keepsScale();
    Supplier<CategoryBank> checked =
        () -> {
          CategoryBank bank = categories.get();
          check(bank, settings);
          return bank;
        };
    return new SteadyPicture(
            plan, resized, settings, encoder(settings, stopwatch), stopwatch, byParts, scoreBudget)
        .segment(image.height(), image.width(), checked, memory);
  }

  private void check(CategoryBank categories, SegmentationSettings settings) {
    if (categories.dimension() != encoders.dense().dimension()) {
      throw new IllegalArgumentException(
          "category bank: expected prototypes of the backbone's dimension %d, got %d"
              .formatted(encoders.dense().dimension(), categories.dimension()));
    }
    if (settings.localWeight() < 1 && categories.textDimension() != encoders.image().dimension()) {
      throw new IllegalArgumentException(
          "category bank: expected text embeddings of the global encoder's dimension %d, got %d"
              .formatted(encoders.image().dimension(), categories.textDimension()));
    }
    if (categories.size() > Mask.MAX_CATEGORIES) {
      throw new IllegalArgumentException(
          "category bank: expected at most %d categories, got %d"
              .formatted(Mask.MAX_CATEGORIES, categories.size()));
    }
  }

  /** What was painted, as a result. */
  static Segmentation segmentation(
      MaskPainter painter, CategoryBank categories, StageTimings timings, Freshness freshness) {
    return new Segmentation(
        painter.mask(),
        painter.statistics(categories.reported()),
        timings,
        Optional.of(painter.scores()),
        seenInstead(categories, painter.unnamed()),
        freshness);
  }

  private static List<SeenNoun> seenInstead(CategoryBank categories, long[] pixels) {
    return IntStream.range(0, pixels.length)
        .filter(n -> pixels[n] > 0)
        .mapToObj(n -> new SeenNoun(categories.name(categories.firstOfWorld() + n), pixels[n]))
        .sorted(Comparator.comparingLong(SeenNoun::pixels).reversed())
        .limit(SEEN_NOUNS)
        .toList();
  }

  private final class Encoded implements EncodedImage {
    private final RgbImage image;
    private final RgbImage resized;
    private final WindowPlan plan;
    private final List<EncodedWindow> windows;
    private final SegmentationSettings settings;
    private final Stopwatch stopwatch;
    private final Scorer scorer;

    Encoded(
        RgbImage image,
        RgbImage resized,
        WindowPlan plan,
        List<EncodedWindow> windows,
        SegmentationSettings settings,
        Stopwatch stopwatch) {
      this.image = image;
      this.resized = resized;
      this.plan = plan;
      this.windows = windows;
      this.settings = settings;
      this.stopwatch = stopwatch;
      this.scorer = new Scorer(plan, windows, settings, scoreBudget);
    }

    @Override
    public Segmentation segment(CategoryBank categories) {
      check(categories, settings);
      Stopwatch scoring = stopwatch.copy();
      MaskPainter painter =
          scoring.scoring(() -> scorer.paint(categories, image.height(), image.width()));
      return segmentation(painter, categories, scoring.timings(), Freshness.ALL);
    }

    @Override
    public EncodedImage scoredBy(SegmentationSettings others) {
      return new Encoded(image, resized, plan, windows, others, stopwatch);
    }

    @Override
    public List<StageArray> trace(CategoryBank categories) {
      check(categories, settings);
      SegmentationTrace trace =
          new SegmentationTrace(categories).image(image, resized).windows(windows);
      scorer.trace(categories, trace);
      return trace.mask(segment(categories).mask()).stages();
    }
  }
}
