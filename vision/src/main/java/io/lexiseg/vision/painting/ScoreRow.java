package io.lexiseg.vision.painting;

/**
 * One row of the resized image: the cell of each pixel, the category that wins there and its score.
 * Reused from row to row.
 */
final class ScoreRow {
  private final int[] cells;
  private final int[] winners;
  private final float[] scores;
  private int y = -1;

  ScoreRow(int width) {
    this.cells = new int[width];
    this.winners = new int[width];
    this.scores = new float[width];
  }

  /** The row it holds; -1 at first. */
  int y() {
    return y;
  }

  /** Becomes row {@code y}. */
  void begin(int y) {
    this.y = y;
  }

  void put(int x, int cell, int winner, float score) {
    cells[x] = cell;
    winners[x] = winner;
    scores[x] = score;
  }

  int cell(int x) {
    return cells[x];
  }

  /** First category with the highest score at pixel {@code x}. */
  int winner(int x) {
    return winners[x];
  }

  /** Score of the winner. */
  float score(int x) {
    return scores[x];
  }
}
