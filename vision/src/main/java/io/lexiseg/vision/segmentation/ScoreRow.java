package io.lexiseg.vision.segmentation;

import java.util.Arrays;

/**
 * One row of the resized image's score map as runs of pixels with equal scores. Reused from row to
 * row.
 */
final class ScoreRow {
  private final int categories;
  private final int[] runs;
  private float[] scores;
  private int[] winners;
  private int size;
  private int y = -1;

  ScoreRow(int width, int categories) {
    this.categories = categories;
    this.runs = new int[width];
    this.scores = new float[categories];
    this.winners = new int[1];
  }

  /** The row it holds; -1 at first. */
  int y() {
    return y;
  }

  /** Forgets its content and becomes row {@code y}. */
  void begin(int y) {
    this.y = y;
    size = 0;
  }

  /** Opens a run with scores of 0; {@link #scores} may move. */
  int open() {
    if (size == winners.length) {
      int capacity = Math.min(size * 2, runs.length);
      winners = Arrays.copyOf(winners, capacity);
      scores = Arrays.copyOf(scores, Math.multiplyExact(capacity, categories));
    }
    Arrays.fill(scores, size * categories, (size + 1) * categories, 0);
    return size++;
  }

  /** Puts pixel {@code x} in the run opened last. */
  void put(int x) {
    runs[x] = size - 1;
  }

  /** Divides the scores of a complete run by the number of windows, and finds its winner. */
  void close(int run, int windows) {
    int at = run * categories;
    if (windows > 1) {
      for (int n = 0; n < categories; n++) {
        scores[at + n] /= windows;
      }
    }
    int best = 0;
    for (int n = 1; n < categories; n++) {
      if (scores[at + n] > scores[at + best]) {
        best = n;
      }
    }
    winners[run] = best;
  }

  /** {@code [runs, categories]}; read, or written by whoever fills the row. */
  float[] scores() {
    return scores;
  }

  /** Run of pixel {@code x}. */
  int run(int x) {
    return runs[x];
  }

  /** First category with the highest score in a run. */
  int winner(int run) {
    return winners[run];
  }
}
