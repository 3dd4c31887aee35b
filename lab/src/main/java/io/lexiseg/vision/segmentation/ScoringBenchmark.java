package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.MaskSampledPooler;
import io.lexiseg.vision.feature.RegionFeatures;
import io.lexiseg.vision.feature.RegionPooler;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.feature.UpsampledPooler;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.painting.MaskPainter;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.similarity.LocalSimilarity;
import io.lexiseg.vision.similarity.NamedSimilarity;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the stages after the networks, on one thread, for an image of 480 x 640: pooling, cosines
 * of one window's regions, and everything from there to the mask. It stands in their package to
 * reach them one by one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class ScoringBenchmark {
  private static final int HEIGHT = 480;
  private static final int WIDTH = 640;
  private static final int SCORE_BUDGET = 1 << 24;

  /**
   * Two windows of 37 x 37 tokens of 1024 components and 600 regions, many of them lost; one of 28
   * x 38, 2048 and 130; one square window of 37 x 37, 768 and 400.
   */
  @Param({"paper", "whole", "window"})
  public String profile = "";

  /** Size of the vocabulary. */
  @Param({"20", "150", "1000"})
  public int categories;

  private final Random random = new Random(1);
  private List<EncodedWindow> windows = List.of();
  private List<WindowScores> scores = List.of();
  private int width = WIDTH;
  private SegmentationSettings settings = PaperPreset.CONTEXT.settings();
  private RegionPooler pooler = new MaskSampledPooler();
  private WindowPlan plan = WindowPlan.of(HEIGHT, WIDTH, settings);
  private CategoryBank bank = CategoryBank.of(List.of("none"), 1, 1, new float[1], new float[1]);

  /** Makes label maps, tokens and prototypes. */
  @Setup
  public void prepare() {
    boolean whole = profile.equals("whole");
    if (whole) {
      pooler = new UpsampledPooler();
      settings =
          new SegmentationSettings(
              448,
              2048,
              Windowing.WHOLE,
              new FelzenszwalbParameters(200, 1, 200),
              Pooling.UPSAMPLED,
              0.95,
              OptionalDouble.empty());
    }
    boolean window = profile.equals("window");
    int dimension = whole ? 2048 : window ? 768 : 1024;
    int regions = window ? 400 : 600;
    width = window ? HEIGHT : WIDTH;
    plan = WindowPlan.of(HEIGHT, width, settings);
    bank =
        CategoryBank.of(
            IntStream.range(0, categories).mapToObj(n -> "category " + n).toList(),
            1,
            dimension,
            new float[categories],
            gaussians(categories * dimension));
    windows =
        plan.windows().stream()
            .map(place -> whole ? encoded(place, 28, 38, 130) : encoded(place, 37, 37, regions))
            .toList();
    scores = windows.stream().map(this::scores).toList();
  }

  private WindowScores scores(EncodedWindow window) {
    return new WindowScores(
        window,
        LocalSimilarity.of(bank, 0, bank.size()),
        NamedSimilarity.of(bank, 0, bank.size(), 0),
        window.global(bank),
        0,
        settings.score().combined());
  }

  private EncodedWindow encoded(Window window, int rows, int columns, int rectangles) {
    int dimension = bank.dimension();
    TokenGrid grid = TokenGrid.of(rows, columns, dimension, gaussians(rows * columns * dimension));
    LabelMap map = rectangles(window, rectangles);
    return new EncodedWindow(window, map, grid, pooler.pool(map, grid), new float[0]);
  }

  /** Random rectangles, each a region where no later one covers it; half of them are small. */
  private LabelMap rectangles(Window window, int count) {
    int[] labels = new int[window.height() * window.width()];
    for (int label = 1; label < count; label++) {
      int side = label % 2 == 0 ? 8 : 60;
      int top = random.nextInt(window.height());
      int left = random.nextInt(window.width());
      for (int y = top; y < Math.min(window.height(), top + side); y++) {
        for (int x = left; x < Math.min(window.width(), left + side); x++) {
          labels[y * window.width() + x] = label;
        }
      }
    }
    return LabelMap.of(window.height(), window.width(), count, labels);
  }

  private float[] gaussians(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Features of the first window's regions. */
  @Benchmark
  public RegionFeatures pool() {
    return pooler.pool(windows.get(0).map(), windows.get(0).grid());
  }

  /** Cosines of the first window's regions with all categories. */
  @Benchmark
  public float[][] compare() {
    RegionFeatures features = windows.get(0).features();
    int[] rows = IntStream.range(0, features.regions()).toArray();
    return LocalSimilarity.of(bank, 0, bank.size())
        .cosines(features.values(), rows, features::norm);
  }

  /** Cosines, scores, averaging, arg-max of all windows. */
  @Benchmark
  public Mask paint() {
    return new Scorer(plan, windows, settings, SCORE_BUDGET).paint(bank, HEIGHT, width).mask();
  }

  /** Averaging and arg-max alone. */
  @Benchmark
  public Mask merge() {
    MaskPainter painter = new MaskPainter(plan, HEIGHT, width, settings, bank);
    painter.paint(scores, bank.size(), 0);
    return painter.mask();
  }

  /** Base line of {@link #pool} with sampled masks. */
  @Benchmark
  public double[][] poolPlain() {
    return PlainStages.pool(windows.get(0).map(), windows.get(0).grid());
  }

  /** Base line of {@link #compare}. */
  @Benchmark
  public float[][] comparePlain() {
    RegionFeatures features = windows.get(0).features();
    return PlainStages.compare(features.values(), features.regions(), bank);
  }

  /** Base line of {@link #merge}. */
  @Benchmark
  public short[] mergePlain() {
    return PlainStages.paint(plan, scores, bank.size(), HEIGHT, width);
  }
}
