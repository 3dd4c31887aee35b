package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.segmentation.BackgroundSettings.Strategy;
import io.lexiseg.vision.segmentation.WindowPlan.Window;
import java.util.Arrays;

/**
 * Where a window shows nothing of the vocabulary as far as its local term knows: 1 there, 0
 * elsewhere, so that it is above every score or below.
 *
 * <p>Source: docs/method.md, section 8.
 */
final class BackgroundPlane {
  private final Window window;
  private final boolean ofWinner;
  private final float[] best;
  private final float[] local;

  BackgroundPlane(Window window, Strategy strategy) {
    this.window = window;
    this.ofWinner = strategy == Strategy.LOCAL_OF_WINNER;
    this.best = new float[window.height() * window.width()];
    this.local = new float[best.length];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
  }

  /**
   * Takes a run of categories into account; runs come in ascending order.
   *
   * @param scores of the run
   * @param locals its local terms
   */
  void add(WindowScores scores, WindowScores locals) {
    int categories = locals.categories();
    float[] score = new float[categories];
    float[] term = new float[categories];
    for (int y = 0, p = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++, p++) {
        if (x == 0 || !locals.continues(window.y() + y, window.x() + x)) {
          Arrays.fill(term, 0);
          locals.addTo(term, 0, window.y() + y, window.x() + x);
          Arrays.fill(score, 0);
          scores.addTo(score, 0, window.y() + y, window.x() + x);
        }
        add(p, ofWinner ? score : term, term);
      }
    }
  }

  private void add(int p, float[] compared, float[] term) {
    for (int n = 0; n < compared.length; n++) {
      if (compared[n] > best[p]) {
        best[p] = compared[n];
        local[p] = term[n];
      }
    }
  }

  /** {@code [height, width]} of the window. */
  float[] below(double threshold) {
    float[] plane = new float[local.length];
    for (int p = 0; p < plane.length; p++) {
      plane[p] = local[p] < (float) threshold ? 1 : 0;
    }
    return plane;
  }
}
