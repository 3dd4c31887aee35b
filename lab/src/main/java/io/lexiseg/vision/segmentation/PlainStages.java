package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.LinearTaps;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.painting.Vectors;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.List;

/** The stages after the networks, written as docs/method.md words them: the base lines. */
final class PlainStages {
  private PlainStages() {}

  /** Sampled masks, region after region: {@code [regions, dimension]}. */
  static double[][] pool(LabelMap map, TokenGrid grid) {
    double[][] sums = new double[map.regions()][grid.dimension()];
    LinearTaps ys = LinearTaps.alignCorners(map.height(), grid.rows());
    LinearTaps xs = LinearTaps.alignCorners(map.width(), grid.columns());
    for (int t = 0; t < grid.rows() * grid.columns(); t++) {
      for (int corner = 0; corner < 4; corner++) {
        int i = t / grid.columns();
        int j = t % grid.columns();
        int y = corner < 2 ? ys.first(i) : ys.second(i);
        int x = corner % 2 == 0 ? xs.first(j) : xs.second(j);
        float down = corner < 2 ? 1 - ys.weight(i) : ys.weight(i);
        float right = corner % 2 == 0 ? 1 - xs.weight(j) : xs.weight(j);
        double[] sum = sums[map.labels()[y * map.width() + x]];
        for (int d = 0; d < sum.length; d++) {
          sum[d] += (double) down * right * grid.values()[t * sum.length + d];
        }
      }
    }
    return sums;
  }

  /** One scalar product after the other: {@code [regions][categories]}. */
  static float[][] compare(float[] features, int regions, CategoryBank bank) {
    int dimension = bank.dimension();
    float[][] cosines = new float[regions][bank.size()];
    for (int k = 0; k < regions; k++) {
      for (int n = 0; n < bank.size(); n++) {
        float sum = 0;
        for (int d = 0; d < dimension; d++) {
          sum += features[k * dimension + d] * bank.unitPrototypes()[n * dimension + d];
        }
        cosines[k][n] = sum;
      }
    }
    return cosines;
  }

  /** Every category at every pixel. */
  static short[] paint(
      WindowPlan plan, List<WindowScores> windows, int categories, int height, int width) {
    LinearTaps ys = LinearTaps.halfPixel(plan.height(), height);
    LinearTaps xs = LinearTaps.halfPixel(plan.width(), width);
    short[] mask = new short[height * width];
    for (int p = 0; p < mask.length; p++) {
      int y = p / width;
      int x = p % width;
      float best = Float.NEGATIVE_INFINITY;
      for (int n = 0; n < categories; n++) {
        float score =
            Vectors.between(
                score(plan, windows, ys.first(y), xs.first(x), n),
                score(plan, windows, ys.first(y), xs.second(x), n),
                score(plan, windows, ys.second(y), xs.first(x), n),
                score(plan, windows, ys.second(y), xs.second(x), n),
                xs.weight(x),
                ys.weight(y));
        if (score > best) {
          best = score;
          mask[p] = (short) (n + 1);
        }
      }
    }
    return mask;
  }

  private static float score(
      WindowPlan plan, List<WindowScores> windows, int y, int x, int category) {
    float sum = 0;
    int count = 0;
    for (int w = 0; w < windows.size(); w++) {
      Window window = plan.windows().get(w);
      if (window.covers(y, x)) {
        WindowScores scores = windows.get(w);
        sum += scores.score(scores.place(y, x), y, x, category);
        count++;
      }
    }
    return sum / count;
  }
}
