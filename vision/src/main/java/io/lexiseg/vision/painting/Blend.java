package io.lexiseg.vision.painting;

/**
 * The winner of a pixel that is interpolated between four pixels of a score map. Where all four
 * have one winner it is the pixel's too, whatever the weights; only other pixels look at the
 * categories that may win, which are few.
 */
final class Blend {
  private final Cells cells;
  private final Shortlists shortlists;
  private final int[] corners = {-1, -1, -1, -1};
  private final int[] rivals = new int[4];
  private final int[] ys = new int[4];
  private final int[] xs = new int[4];
  private final float[][] everything;
  private final float[][] vectors = new float[4][];
  private final float[] all;
  private Shortlist list = new Shortlist(new int[0], new int[0], new float[0][]);
  private boolean flat;
  private float right;
  private float down;
  private int winner;
  private float score;

  Blend(ScoreMap map) {
    this.cells = map.cells();
    this.shortlists = map.shortlists();
    this.everything = new float[4][cells.categories()];
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
    this.right = right;
    this.down = down;
    boolean moved = set(0, upper, first);
    moved |= set(1, upper, second);
    moved |= set(2, lower, first);
    moved |= set(3, lower, second);
    if (moved) {
      meet();
    }
    choose();
  }

  /** Whether a corner has moved to another cell. */
  private boolean set(int corner, ScoreRow row, int x) {
    boolean moved = corners[corner] != row.cell(x);
    corners[corner] = row.cell(x);
    rivals[corner] = row.winner(x);
    ys[corner] = row.y();
    xs[corner] = x;
    return moved;
  }

  /** Looks up what holds wherever these four cells meet. */
  private void meet() {
    list = shortlists.of(corners, rivals);
    flat = true;
    for (int c = 0; c < 4; c++) {
      flat &= cells.flat(corners[c]);
      if (list.hasScores()) {
        vectors[c] = list.scores(corners[c]);
      }
    }
    if (flat && list.isOpen()) {
      takeAllScores();
    }
  }

  private void takeAllScores() {
    for (int c = 0; c < 4; c++) {
      vectors[c] = everything[c];
      cells.scores(corners[c], ys[c], xs[c], vectors[c]);
    }
  }

  private void choose() {
    if (list.isOpen()) {
      if (!flat) {
        takeAllScores();
      }
      Vectors.between(all, vectors[0], vectors[1], vectors[2], vectors[3], right, down);
      winner = Vectors.firstMaximum(all);
      score = all[winner];
      return;
    }
    int best = 0;
    score = listed(0);
    for (int i = 1; i < list.size(); i++) {
      float other = listed(i);
      if (other > score) {
        score = other;
        best = i;
      }
    }
    winner = list.category(best);
  }

  /** Score of a category of the list. */
  private float listed(int i) {
    if (flat) {
      return Vectors.between(
          vectors[0][i], vectors[1][i], vectors[2][i], vectors[3][i], right, down);
    }
    int n = list.category(i);
    return Vectors.between(score(0, n), score(1, n), score(2, n), score(3, n), right, down);
  }

  private float score(int corner, int n) {
    return cells.score(corners[corner], ys[corner], xs[corner], n);
  }
}
