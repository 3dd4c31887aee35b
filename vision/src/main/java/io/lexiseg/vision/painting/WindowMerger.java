package io.lexiseg.vision.painting;

import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import java.util.List;

/** Averages planes of overlapping windows over the resized image. */
public final class WindowMerger {
  private final WindowPlan plan;
  private final float[] covering;

  public WindowMerger(WindowPlan plan) {
    this.plan = plan;
    this.covering = new float[Math.multiplyExact(plan.height(), plan.width())];
    for (Window window : plan.windows()) {
      for (int y = window.y(); y < window.y() + window.height(); y++) {
        for (int x = window.x(); x < window.x() + window.width(); x++) {
          covering[y * plan.width() + x]++;
        }
      }
    }
  }

  /**
   * Averages.
   *
   * @param planes one {@code [height, width]} a window, in the plan's order
   * @return {@code [height, width]} of the resized image; a plane itself where it is the only one
   */
  public float[] average(List<float[]> planes) {
    if (planes.size() == 1) {
      return planes.get(0);
    }
    float[] sum = new float[covering.length];
    for (int w = 0; w < planes.size(); w++) {
      add(plan.windows().get(w), planes.get(w), sum);
    }
    for (int p = 0; p < sum.length; p++) {
      sum[p] /= covering[p];
    }
    return sum;
  }

  private void add(Window window, float[] plane, float[] sum) {
    for (int y = 0; y < window.height(); y++) {
      int to = (window.y() + y) * plan.width() + window.x();
      int from = y * window.width();
      for (int x = 0; x < window.width(); x++) {
        sum[to + x] += plane[from + x];
      }
    }
  }
}
