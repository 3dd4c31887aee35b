package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.refinement.NoRefinement;
import io.lexiseg.vision.refinement.PamrParameters;
import io.lexiseg.vision.refinement.PlainPamr;
import io.lexiseg.vision.setting.BackgroundSettings;
import io.lexiseg.vision.setting.ScoreSettings.GlobalTerm;
import io.lexiseg.vision.setting.ScoreSettings.LocalTerm;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.LabelMap;
import io.lexiseg.vision.superpixel.NoSuperpixels;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The oracle of the fast scoring: docs/method.md step by step, in double precision, one dense plane
 * per category and nothing clever.
 */
final class PlainScores {
  private final SegmentationSettings settings;
  private final CategoryBank bank;
  private final WindowPlan plan;
  private final List<PlainWindow> windows = new ArrayList<>();
  private float[] whole = {};

  /** One window: label map, tokens, pooled regions (null: vanished), global embedding. */
  private record PlainWindow(
      Window window,
      RgbImage crop,
      LabelMap map,
      TokenGrid grid,
      List<double[]> regions,
      List<Double> global) {}

  /** The resized image of every test: two flat halves under noise. */
  static RgbImage picture(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    new Random(3).nextBytes(pixels);
    for (int i = 0; i < pixels.length; i++) {
      int x = i / 3 % width;
      pixels[i] = (byte) ((pixels[i] & 15) + (2 * x < width ? 40 : 180));
    }
    return RgbImage.of(height, width, pixels);
  }

  private static RgbImage crop(RgbImage image, Window window) {
    byte[] pixels = new byte[window.height() * window.width() * 3];
    for (int i = 0; i < pixels.length; i++) {
      int y = window.y() + i / 3 / window.width();
      int x = window.x() + i / 3 % window.width();
      pixels[i] = image.pixels()[(y * image.width() + x) * 3 + i % 3];
    }
    return RgbImage.of(window.height(), window.width(), pixels);
  }

  PlainScores(
      int height,
      int width,
      Encoders encoders,
      SuperpixelAlgorithm superpixels,
      CategoryBank bank,
      SegmentationSettings settings) {
    this.settings = settings;
    this.bank = bank;
    this.plan = WindowPlan.of(height, width, settings);
    for (Window window : plan.windows()) {
      RgbImage crop = crop(picture(plan.height(), plan.width()), window);
      LabelMap map = superpixels.segment(crop);
      TokenGrid grid = encoders.dense().encode(crop);
      List<Double> global = new ArrayList<>();
      float[] embedding = embedding(encoders, crop);
      for (int n = 0; n < bank.size(); n++) {
        global.add(dot(embedding, bank.textEmbeddings(), n * bank.textDimension()));
      }
      windows.add(new PlainWindow(window, crop, map, grid, pool(map, grid), global));
    }
  }

  /** Of the window, or of the first one asked for, which stands for the whole image. */
  private float[] embedding(Encoders encoders, RgbImage crop) {
    if (settings.localWeight() == 1) {
      return new float[0];
    }
    if (settings.score().globalTerm() == GlobalTerm.WINDOW || whole.length == 0) {
      whole = encoders.image().embed(crop);
    }
    return whole;
  }

  private static double dot(float[] a, float[] b, int offset) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[offset + i];
    }
    return sum;
  }

  /** Final scores of category {@code n}, {@code [height, width]} of the image. */
  double[] plane(int n, int height, int width) {
    return merged(w -> refined(w, windowPlane(w, n, settings.localWeight())), height, width);
  }

  /** What scores have to exceed, {@code [height, width]} of the image. */
  double[] background(int height, int width) {
    BackgroundSettings background = settings.background();
    return switch (background.strategy()) {
      case NONE, WORLD -> filled(height * width, Double.NEGATIVE_INFINITY);
      case BASE -> filled(height * width, background.threshold());
      case ONLY_LOCAL -> merged(w -> below(w, 1), height, width);
      case LOCAL_OF_WINNER -> merged(w -> below(w, settings.localWeight()), height, width);
    };
  }

  private static double[] filled(int size, double value) {
    double[] plane = new double[size];
    Arrays.fill(plane, value);
    return plane;
  }

  /** 1 where the local term of the category that is best under {@code beta} is too low. */
  private double[] below(PlainWindow w, double beta) {
    double[] best = filled(w.map().labels().length, Double.NEGATIVE_INFINITY);
    double[] plane = new double[best.length];
    for (int n = 0; n < bank.size(); n++) {
      double[] compared = windowPlane(w, n, beta);
      double[] local = windowPlane(w, n, 1);
      for (int p = 0; p < best.length; p++) {
        if (compared[p] > best[p]) {
          best[p] = compared[p];
          plane[p] = local[p] < settings.background().threshold() ? 1 : 0;
        }
      }
    }
    return plane;
  }

  private double[] refined(PlainWindow w, double[] plane) {
    return settings.refinement() instanceof PamrParameters pamr
        ? PlainPamr.refine(plane, w.crop(), pamr)
        : plane;
  }

  private double[] merged(Function<PlainWindow, double[]> planes, int height, int width) {
    double[] sum = new double[plan.height() * plan.width()];
    int[] count = new int[sum.length];
    for (PlainWindow w : windows) {
      double[] scores = planes.apply(w);
      for (int p = 0; p < scores.length; p++) {
        int y = w.window().y() + p / w.window().width();
        int x = w.window().x() + p % w.window().width();
        sum[y * plan.width() + x] += scores[p];
        count[y * plan.width() + x]++;
      }
    }
    for (int p = 0; p < sum.length; p++) {
      sum[p] /= count[p];
    }
    return resize(sum, height, width);
  }

  private double[] windowPlane(PlainWindow w, int n, double beta) {
    double[] regions = new double[w.map().regions()];
    for (int r = 0; r < regions.length; r++) {
      regions[r] = w.regions().get(r).length == 0 ? Double.NaN : squashed(w.regions().get(r), n);
    }
    TokenGrid grid = w.grid();
    double[] dense = new double[grid.rows() * grid.columns()];
    for (int t = 0; t < dense.length; t++) {
      dense[t] = squashed(unit(token(grid, t)), n);
    }
    double[] plane = new double[w.map().labels().length];
    for (int p = 0; p < plane.length; p++) {
      double local = regions[w.map().labels()[p]];
      if (Double.isNaN(local)) {
        int y = p / w.map().width();
        int x = p % w.map().width();
        local = sample(dense, grid, y, w.map().height(), x, w.map().width());
      }
      plane[p] = beta * local + (1 - beta) * w.global().get(n);
    }
    return plane;
  }

  private double squashed(double[] unitFeature, int n) {
    double local = local(unitFeature, n);
    return settings.score().localTerm() == LocalTerm.RAW ? local : 1 / (1 + Math.exp(-local));
  }

  /** docs/method.md, section 2, aggregation after aggregation. */
  private double local(double[] unitFeature, int n) {
    if (bank.aggregation() instanceof PlainAggregation plain) {
      List<List<Double>> all = new ArrayList<>();
      for (int m = 0; m < bank.size(); m++) {
        all.add(cosines(unitFeature, m));
      }
      return plain.local(all, n);
    }
    List<Double> cosines = cosines(unitFeature, n);
    double highest = Collections.max(cosines);
    double mean = cosines.stream().mapToDouble(c -> c).average().orElseThrow();
    return bank.aggregation() instanceof Separate separate
        ? separate.maxShare() * highest + (1 - separate.maxShare()) * mean
        : mean; // of a single one
  }

  private List<Double> cosines(double[] unitFeature, int n) {
    List<Double> cosines = new ArrayList<>();
    for (int row = bank.firstRow(n); row < bank.firstRow(n + 1); row++) {
      double dot = 0;
      for (int d = 0; d < unitFeature.length; d++) {
        dot += unitFeature[d] * bank.unitPrototypes()[row * bank.dimension() + d];
      }
      cosines.add(dot);
    }
    return cosines;
  }

  private List<double[]> pool(LabelMap map, TokenGrid grid) {
    double[][] sums = new double[map.regions()][grid.dimension()];
    if (settings.superpixels() instanceof NoSuperpixels) {
      return Collections.nCopies(map.regions(), new double[0]);
    }
    if (settings.pooling() == Pooling.MASK_SAMPLED) {
      for (int t = 0; t < grid.rows() * grid.columns(); t++) {
        addToken(sums, map, grid, t);
      }
    } else {
      for (int p = 0; p < map.labels().length; p++) {
        addPixel(sums, map, grid, p);
      }
    }
    List<double[]> pooled = new ArrayList<>();
    for (double[] sum : sums) {
      pooled.add(unit(sum));
    }
    return pooled;
  }

  /** The resized mask of region r at token t is the sum of its four corners that show r. */
  private static void addToken(double[][] sums, LabelMap map, TokenGrid grid, int t) {
    double y = corner(t / grid.columns(), map.height(), grid.rows());
    double x = corner(t % grid.columns(), map.width(), grid.columns());
    double[] token = token(grid, t);
    for (int k = 0; k < 4; k++) {
      int yy = Math.min((int) y + k / 2, map.height() - 1);
      int xx = Math.min((int) x + k % 2, map.width() - 1);
      double weight = tapWeight(y, k / 2) * tapWeight(x, k % 2);
      add(sums[map.labels()[yy * map.width() + xx]], token, weight);
    }
  }

  private static void addPixel(double[][] sums, LabelMap map, TokenGrid grid, int p) {
    double i = corner(p / map.width(), grid.rows(), map.height());
    double j = corner(p % map.width(), grid.columns(), map.width());
    for (int k = 0; k < 4; k++) {
      int ii = Math.min((int) i + k / 2, grid.rows() - 1);
      int jj = Math.min((int) j + k % 2, grid.columns() - 1);
      double[] cell = unit(token(grid, ii * grid.columns() + jj));
      add(sums[map.labels()[p]], cell, tapWeight(i, k / 2) * tapWeight(j, k % 2));
    }
  }

  private static double sample(
      double[] values, TokenGrid grid, int y, int height, int x, int width) {
    double i = corner(y, grid.rows(), height);
    double j = corner(x, grid.columns(), width);
    return bilinear(values, grid.rows(), grid.columns(), i, j);
  }

  private double[] resize(double[] plane, int height, int width) {
    double[] resized = new double[height * width];
    for (int p = 0; p < resized.length; p++) {
      int row = p / width;
      int column = p % width;
      double y = (row + 0.5) * plan.height() / height;
      double x = (column + 0.5) * plan.width() / width;
      resized[p] =
          settings.windowing() == Windowing.WHOLE
                  && !(settings.superpixels() instanceof NoSuperpixels)
                  && settings.refinement() instanceof NoRefinement
              ? plane[((int) y) * plan.width() + (int) x]
              : bilinear(
                  plane, plan.height(), plan.width(), Math.max(0, y - 0.5), Math.max(0, x - 0.5));
    }
    return resized;
  }

  private static double bilinear(double[] values, int height, int width, double y, double x) {
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      int yy = Math.min((int) y + k / 2, height - 1);
      int xx = Math.min((int) x + k % 2, width - 1);
      sum += tapWeight(y, k / 2) * tapWeight(x, k % 2) * values[yy * width + xx];
    }
    return sum;
  }

  private static double corner(int o, int in, int out) {
    return out == 1 ? 0 : (double) o * (in - 1) / (out - 1);
  }

  private static double tapWeight(double position, int tap) {
    double fraction = position - (int) position;
    return tap == 0 ? 1 - fraction : fraction;
  }

  private static double[] token(TokenGrid grid, int t) {
    double[] token = new double[grid.dimension()];
    for (int d = 0; d < token.length; d++) {
      token[d] = grid.values()[t * grid.dimension() + d];
    }
    return token;
  }

  private static void add(double[] sum, double[] token, double weight) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += weight * token[d];
    }
  }

  /** Of length 1; of no components when it has no direction. */
  private static double[] unit(double[] vector) {
    double squares = 0;
    for (double v : vector) {
      squares += v * v;
    }
    if (squares == 0) {
      return new double[0];
    }
    double[] unit = vector.clone();
    for (int d = 0; d < unit.length; d++) {
      unit[d] /= Math.sqrt(squares);
    }
    return unit;
  }
}
