package io.lexiseg.vision.painting;

import io.lexiseg.vision.feature.LinearTaps;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.setting.SegmentationSettings.Windowing;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.Arrays;
import java.util.List;

/**
 * Resizes score maps to the image's size and keeps, per pixel, the best score and its category; the
 * first maximum wins.
 *
 * <p>Sliding windows are resized bilinearly (docs/method.md, section 9); one whole window takes the
 * nearest pixel, as the arg-max of its superpixels is then the same before and after
 * (docs/method.md, section 12).
 *
 * <p><b>Threads:</b> for one thread.
 */
public final class MaskPainter {
  private final WindowPlan plan;
  private final int height;
  private final int width;
  private final int planeWidth;
  private final LinearTaps ys;
  private final LinearTaps xs;
  private final float[] best;
  private final short[] values;
  private final float[] floors;
  private final long[] unnamed;
  private final int firstOfWorld;

  /**
   * @param height of the mask
   * @param width of the mask
   * @param categories that are going to compete
   */
  public MaskPainter(
      WindowPlan plan,
      int height,
      int width,
      SegmentationSettings settings,
      CategoryBank categories) {
    boolean whole = settings.windowing() == Windowing.WHOLE && settings.constantOverRegions();
    this.plan = plan;
    this.height = height;
    this.width = width;
    this.planeWidth = plan.width();
    this.ys = whole ? nearest(plan.height(), height) : bilinear(plan.height(), height);
    this.xs = whole ? nearest(plan.width(), width) : bilinear(plan.width(), width);
    this.best = new float[Math.multiplyExact(height, width)];
    this.values = new short[best.length];
    this.floors = floors(categories, settings.background().floor());
    this.firstOfWorld = categories.firstOfWorld();
    this.unnamed = new long[categories.size() - firstOfWorld];
    // What exceeds no floor is never painted.
    Arrays.fill(best, Vectors.lowest(floors));
  }

  private static float[] floors(CategoryBank categories, double otherwise) {
    float[] floors = new float[categories.reported()];
    for (int n = 0; n < floors.length; n++) {
      floors[n] =
          categories.isMuted(n) ? Float.POSITIVE_INFINITY : (float) categories.floor(n, otherwise);
    }
    return floors;
  }

  private static LinearTaps nearest(int in, int out) {
    return LinearTaps.nearest(in, out);
  }

  private static LinearTaps bilinear(int in, int out) {
    return LinearTaps.halfPixel(in, out);
  }

  /**
   * Lets a run of categories compete; runs come in ascending order.
   *
   * @param scores one for each window of the plan, in order
   * @param categories of the run
   * @param from the first of them
   */
  public void paint(List<? extends PlacedScores> scores, int categories, int from) {
    ScoreMap map = new ScoreMap(plan, scores, categories);
    Blend blend = new Blend(map);
    for (int y = 0; y < height; y++) {
      ScoreRow upper = map.row(ys.first(y));
      ScoreRow lower = map.row(ys.second(y));
      for (int x = 0; x < width; x++) {
        blend.move(upper, lower, xs.first(x), xs.second(x), xs.weight(x), ys.weight(y));
        int p = y * width + x;
        if (blend.score() > best[p]) {
          best[p] = blend.score();
          values[p] = (short) (from + blend.winner() + 1);
        }
      }
    }
  }

  /**
   * Sets what scores have to exceed; before any category.
   *
   * @param planes {@code [height, width]} of each window of the plan, in order
   */
  public void background(List<float[]> planes) {
    float[] plane = new WindowMerger(plan).average(planes);
    for (int p = 0; p < best.length; p++) {
      best[p] = sample(plane, p);
    }
  }

  /**
   * Lets one category compete, in any order: of equal scores the lower category wins.
   *
   * @param plane its scores, {@code [height, width]} of the resized image
   */
  public void paint(float[] plane, int category) {
    for (int p = 0; p < best.length; p++) {
      float score = sample(plane, p);
      if (beats(score, category, p)) {
        best[p] = score;
        values[p] = (short) (category + 1);
      }
    }
  }

  /** Whether a category with these scores would win a pixel. */
  public boolean isBeatenBy(float[] plane, int category) {
    for (int p = 0; p < best.length; p++) {
      if (beats(sample(plane, p), category, p)) {
        return true;
      }
    }
    return false;
  }

  private boolean beats(float score, int category, int p) {
    int value = Short.toUnsignedInt(values[p]);
    return score > best[p] || (score == best[p] && category + 1 < value);
  }

  private float sample(float[] plane, int p) {
    int y = p / width;
    int x = p % width;
    int top = ys.first(y) * planeWidth;
    int bottom = ys.second(y) * planeWidth;
    float right = xs.weight(x);
    float over = (1 - right) * plane[top + xs.first(x)] + right * plane[top + xs.second(x)];
    float under = (1 - right) * plane[bottom + xs.first(x)] + right * plane[bottom + xs.second(x)];
    return (1 - ys.weight(y)) * over + ys.weight(y) * under;
  }

  /** Takes back what negatives have won, and what was won without exceeding the floor. */
  public void settle() {
    for (int p = 0; p < values.length; p++) {
      int value = Short.toUnsignedInt(values[p]);
      if (value > firstOfWorld) {
        unnamed[value - firstOfWorld - 1]++;
      }
      if (value > floors.length || (value > 0 && best[p] <= floors[value - 1])) {
        values[p] = 0;
      }
    }
  }

  /**
   * Pixels of each noun that nobody named, {@code [nouns]}, known once it is settled; read only.
   */
  public long[] unnamed() {
    return unnamed;
  }

  /** The mask as painted so far; the painter must not be used afterwards. */
  public Mask mask() {
    return Mask.of(height, width, values);
  }

  /** What each pixel was won with; the painter must not be used afterwards. */
  public BestScores scores() {
    return new BestScores(best);
  }

  /** What each category covers. */
  public List<CategoryStatistics> statistics(int categories) {
    return new CategoryTally(categories).count(values, best, width);
  }
}
