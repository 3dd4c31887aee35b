package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.painting.Vectors;
import io.lexiseg.vision.setting.BackgroundSettings.Strategy;
import io.lexiseg.vision.setting.WindowPlan.Window;
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
    float[] score = new float[locals.categories()];
    float[] term = new float[locals.categories()];
    float[] scratch = new float[locals.categories()];
    float[] compared = ofWinner ? score : term;
    int place = -1;
    int winner = 0;
    for (int p = 0; p < best.length; p++) {
      int y = window.y() + p / window.width();
      int x = window.x() + p % window.width();
      int before = place;
      place = locals.place(y, x);
      if (place != before || !locals.flat(place)) {
        Arrays.fill(term, 0);
        locals.addScores(place, y, x, term, scratch);
        Arrays.fill(score, 0);
        scores.addScores(place, y, x, score, scratch);
        winner = Vectors.firstMaximum(compared);
      }
      if (compared[winner] > best[p]) {
        best[p] = compared[winner];
        local[p] = term[winner];
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
