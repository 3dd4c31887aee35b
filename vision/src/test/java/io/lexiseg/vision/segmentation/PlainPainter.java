package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.feature.LinearTaps;
import io.lexiseg.vision.painting.MaskPainter;
import io.lexiseg.vision.painting.Vectors;
import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The oracle of painting: at every pixel the scores of all categories, in the arithmetic that
 * {@link MaskPainter} uses and nothing clever, so that masks have to be equal to the last bit. The
 * painter's one rule stands here too: four neighbours with one winner give it to the pixel.
 */
final class PlainPainter {
  private final WindowPlan plan;
  private final List<WindowScores> windows;
  private final int categories;
  private float[] winning = new float[0];

  PlainPainter(WindowPlan plan, List<WindowScores> windows, int categories) {
    this.plan = plan;
    this.windows = windows;
    this.categories = categories;
  }

  /** Mask of a picture, {@code [height, width]}, from 1. */
  short[] paint(int height, int width) {
    List<float[]> scores = new ArrayList<>();
    for (int p = 0; p < plan.height() * plan.width(); p++) {
      scores.add(scores(p / plan.width(), p % plan.width()));
    }
    LinearTaps ys = LinearTaps.halfPixel(plan.height(), height);
    LinearTaps xs = LinearTaps.halfPixel(plan.width(), width);
    short[] mask = new short[height * width];
    winning = new float[mask.length];
    for (int p = 0; p < mask.length; p++) {
      int y = p / width;
      int x = p % width;
      float[] a = scores.get(ys.first(y) * plan.width() + xs.first(x));
      float[] b = scores.get(ys.first(y) * plan.width() + xs.second(x));
      float[] c = scores.get(ys.second(y) * plan.width() + xs.first(x));
      float[] d = scores.get(ys.second(y) * plan.width() + xs.second(x));
      float[] between = new float[categories];
      for (int n = 0; n < categories; n++) {
        between[n] = Vectors.between(a[n], b[n], c[n], d[n], xs.weight(x), ys.weight(y));
      }
      int winner = best(a);
      if (winner != best(b) || winner != best(c) || winner != best(d)) {
        winner = best(between);
      }
      mask[p] = (short) (winner + 1);
      winning[p] = between[winner];
    }
    return mask;
  }

  /**
   * Mask of a picture whose scores were refined: every plane resized, the first maximum wins.
   *
   * @param planes of each category, {@code [height, width]} of the resized image
   */
  short[] paint(List<float[]> planes, int height, int width) {
    LinearTaps ys = LinearTaps.halfPixel(plan.height(), height);
    LinearTaps xs = LinearTaps.halfPixel(plan.width(), width);
    short[] mask = new short[height * width];
    winning = new float[mask.length];
    for (int p = 0; p < mask.length; p++) {
      int y = p / width;
      int x = p % width;
      int top = ys.first(y) * plan.width();
      int bottom = ys.second(y) * plan.width();
      float[] between = new float[categories];
      for (int n = 0; n < categories; n++) {
        float[] plane = planes.get(n);
        between[n] =
            Vectors.between(
                plane[top + xs.first(x)],
                plane[top + xs.second(x)],
                plane[bottom + xs.first(x)],
                plane[bottom + xs.second(x)],
                xs.weight(x),
                ys.weight(y));
      }
      mask[p] = (short) (best(between) + 1);
      winning[p] = between[best(between)];
    }
    return mask;
  }

  /** Scores of the winners, as painted last. */
  float[] winning() {
    return winning;
  }

  private float[] scores(int y, int x) {
    float[] scores = new float[categories];
    for (int n = 0; n < categories; n++) {
      float sum = 0;
      int count = 0;
      for (int w = 0; w < windows.size(); w++) {
        Window window = plan.windows().get(w);
        if (window.covers(y, x)) {
          sum += windows.get(w).score(windows.get(w).place(y, x), y, x, n);
          count++;
        }
      }
      scores[n] = sum / count;
    }
    return scores;
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int n = 1; n < scores.length; n++) {
      if (scores[n] > scores[best]) {
        best = n;
      }
    }
    return best;
  }
}
