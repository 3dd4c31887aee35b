package io.lexiseg.vision.segmentation;

/**
 * The winner of a pixel that is interpolated between four pixels of a score map. Where all four
 * have one winner it is the pixel's too, whatever the weights; only other pixels look at the
 * categories that may win, which are few.
 */
final class Blend {
  private final Cells cells;
  private final Shortlists shortlists;
  private final int[] corners = new int[4];
  private final int[] rivals = new int[4];
  private final int[] ys = new int[4];
  private final int[] xs = new int[4];
  private final float[][] vectors;
  private final float[] all;
  private float right;
  private float down;
  private int winner;
  private float score;

  Blend(ScoreMap map) {
    this.cells = map.cells();
    this.shortlists = map.shortlists();
    this.vectors = new float[4][cells.categories()];
    this.all = new float[cells.categories()];
  }

  /** First category with the highest score at the pixel last moved to. */
  int winner() {
    return winner;
  }

  /** Its score. */
  float score() {
    return score;
  }

  /**
   * Moves to the pixel between columns {@code first} and {@code second} of two rows.
   *
   * @param right weight of the second column
   * @param down weight of the lower row
   */
  void move(ScoreRow upper, ScoreRow lower, int first, int second, float right, float down) {
    this.right = right;
    this.down = down;
    winner = upper.winner(first);
    if (winner == upper.winner(second)
        && winner == lower.winner(first)
        && winner == lower.winner(second)) {
      score =
          Vectors.between(
              upper.score(first),
              upper.score(second),
              lower.score(first),
              lower.score(second),
              right,
              down);
      return;
    }
    set(0, upper, first);
    set(1, upper, second);
    set(2, lower, first);
    set(3, lower, second);
    Shortlist list = shortlists.of(corners, rivals);
    if (list == Shortlist.ALL) {
      chooseFromAll();
    } else {
      choose(list);
    }
  }

  private void set(int corner, ScoreRow row, int x) {
    corners[corner] = row.cell(x);
    rivals[corner] = row.winner(x);
    ys[corner] = row.y();
    xs[corner] = x;
  }

  private void choose(Shortlist list) {
    winner = list.category(0);
    score = score(winner);
    for (int i = 1; i < list.size(); i++) {
      float other = score(list.category(i));
      if (other > score) {
        score = other;
        winner = list.category(i);
      }
    }
  }

  private float score(int n) {
    return Vectors.between(score(0, n), score(1, n), score(2, n), score(3, n), right, down);
  }

  private float score(int corner, int n) {
    return cells.score(corners[corner], ys[corner], xs[corner], n);
  }

  private void chooseFromAll() {
    for (int c = 0; c < 4; c++) {
      cells.scores(corners[c], ys[c], xs[c], vectors[c]);
    }
    Vectors.between(all, vectors[0], vectors[1], vectors[2], vectors[3], right, down);
    winner = Vectors.firstMaximum(all);
    score = all[winner];
  }
}
