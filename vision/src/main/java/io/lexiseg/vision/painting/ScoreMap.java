package io.lexiseg.vision.painting;

import io.lexiseg.vision.setting.WindowPlan;
import io.lexiseg.vision.setting.WindowPlan.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The score map of the resized image for a run of categories: the plain average of its windows. It
 * is computed a row at a time and as far as it is asked for: {@code categories x height x width}
 * values never exist at once.
 *
 * <p>Source: docs/method.md, section 9. <b>Threads:</b> for one thread.
 */
public final class ScoreMap {
  private final List<Window> windows;
  private final List<? extends PlacedScores> scores;
  private final Cells cells;
  private final Shortlists shortlists;
  private final int[] edges;
  private final ScoreRow even;
  private final ScoreRow odd;
  private final float[] all;

  /**
   * @param scores one for each window of the plan, in order
   */
  public ScoreMap(WindowPlan plan, List<? extends PlacedScores> scores, int categories) {
    this.windows = plan.windows();
    this.scores = scores;
    this.cells = new Cells(scores, categories);
    this.shortlists = new Shortlists(cells);
    this.edges =
        windows.stream()
            .flatMapToInt(w -> IntStream.of(w.x(), w.x() + w.width()))
            .sorted()
            .distinct()
            .toArray();
    this.even = new ScoreRow(plan.width());
    this.odd = new ScoreRow(plan.width());
    this.all = new float[categories];
  }

  Cells cells() {
    return cells;
  }

  Shortlists shortlists() {
    return shortlists;
  }

  /**
   * Scores of all categories at pixel {@code (y, x)}.
   *
   * @param to {@code [categories]}, overwritten
   */
  public void scores(int y, int x, float[] to) {
    cells.scores(row(y).cell(x), y, x, to);
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
    int y = row.y();
    int[] covering = covering(y, from);
    int[] places = new int[covering.length];
    Arrays.fill(places, -1);
    for (int x = from; x < to; x++) {
      boolean continues = true;
      for (int i = 0; i < covering.length; i++) {
        int place = scores.get(covering[i]).place(y, x);
        continues &= place == places[i];
        places[i] = place;
      }
      if (continues && cells.flat(row.cell(x - 1))) {
        row.put(x, row.cell(x - 1), row.winner(x - 1), row.score(x - 1));
      } else {
        int cell = cells.number(covering, places);
        int winner = winner(cell, y, x);
        row.put(x, cell, winner, cells.score(cell, y, x, winner));
      }
    }
  }

  private int[] covering(int y, int x) {
    return IntStream.range(0, windows.size()).filter(w -> windows.get(w).covers(y, x)).toArray();
  }

  private int winner(int cell, int y, int x) {
    if (cells.flat(cell)) {
      return cells.winner(cell);
    }
    Shortlist list = shortlists.of(cell);
    if (list.isOpen()) {
      cells.scores(cell, y, x, all);
      return Vectors.firstMaximum(all);
    }
    int best = list.category(0);
    float bestScore = cells.score(cell, y, x, best);
    for (int i = 1; i < list.size(); i++) {
      float score = cells.score(cell, y, x, list.category(i));
      if (score > bestScore) {
        bestScore = score;
        best = list.category(i);
      }
    }
    return best;
  }
}
