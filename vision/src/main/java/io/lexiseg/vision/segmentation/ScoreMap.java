package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.segmentation.WindowPlan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The score map of the resized image for a run of categories, the plain average of its windows,
 * computed a row at a time: {@code categories x height x width} values never exist at once.
 *
 * <p>Source: docs/method.md, section 9. <b>Threads:</b> for one thread.
 */
final class ScoreMap {
  private final List<Window> windows;
  private final List<WindowScores> scores;
  private final int[] edges;
  private final ScoreRow even;
  private final ScoreRow odd;

  /**
   * @param scores one for each window of the plan, in order
   */
  ScoreMap(WindowPlan plan, List<WindowScores> scores, int categories) {
    this.windows = plan.windows();
    this.scores = scores;
    this.edges =
        windows.stream()
            .flatMapToInt(w -> IntStream.of(w.x(), w.x() + w.width()))
            .sorted()
            .distinct()
            .toArray();
    this.even = new ScoreRow(plan.width(), categories);
    this.odd = new ScoreRow(plan.width(), categories);
  }

  /** Row {@code y}; valid until another row of the same parity is asked for. */
  ScoreRow row(int y) {
    ScoreRow row = y % 2 == 0 ? even : odd;
    if (row.y() != y) {
      row.begin(y);
      for (int e = 0; e + 1 < edges.length; e++) {
        fill(row, edges[e], edges[e + 1]);
      }
    }
    return row;
  }

  /** Between two edges every pixel is covered by the same windows. */
  private void fill(ScoreRow row, int from, int to) {
    List<WindowScores> covering = covering(row.y(), from);
    for (int x = from; x < to; x++) {
      if (x == from || !continues(covering, row.y(), x)) {
        int run = row.open();
        for (WindowScores window : covering) {
          window.addTo(row.scores(), run, row.y(), x);
        }
        row.close(run, covering.size());
      }
      row.put(x);
    }
  }

  private List<WindowScores> covering(int y, int x) {
    List<WindowScores> covering = new ArrayList<>();
    for (int w = 0; w < windows.size(); w++) {
      if (windows.get(w).covers(y, x)) {
        covering.add(scores.get(w));
      }
    }
    return covering;
  }

  private static boolean continues(List<WindowScores> covering, int y, int x) {
    for (int w = 0; w < covering.size(); w++) {
      if (!covering.get(w).continues(y, x)) {
        return false;
      }
    }
    return true;
  }
}
