package io.lexiseg.vision.painting;

/**
 * The categories that can win where some cells meet, ascending; none are listed if there are too
 * many. Where all the cells are flat, it holds their scores too.
 */
final class Shortlist {
  private final int[] categories;
  private final int[] cells;
  private final float[][] scores;

  /**
   * @param categories kept; empty: too many
   * @param cells kept
   * @param scores {@code [cells][categories]}, kept; empty: not all are flat, or too many
   */
  Shortlist(int[] categories, int[] cells, float[][] scores) {
    this.categories = categories;
    this.cells = cells;
    this.scores = scores;
  }

  /** Whether every category has to be looked at. */
  boolean isOpen() {
    return categories.length == 0;
  }

  /** Number of categories; 0 if it is open. */
  int size() {
    return categories.length;
  }

  int category(int i) {
    return categories[i];
  }

  /** Whether {@link #scores} are known. */
  boolean hasScores() {
    return scores.length > 0;
  }

  /** Scores of the categories in one of the cells. */
  float[] scores(int cell) {
    int i = 0;
    while (cells[i] != cell) {
      i++;
    }
    return scores[i];
  }
}
