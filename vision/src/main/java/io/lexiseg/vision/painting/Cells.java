package io.lexiseg.vision.painting;

import java.util.Arrays;
import java.util.List;

/**
 * The distinct combinations of places that pixels of the resized image are in, numbered as they are
 * met. Each has one place in each window that covers its pixels. A pixel's score is the plain
 * average over its windows. Most cells are flat: all their pixels score alike, so what is found out
 * for one pixel, such as the winning category, is kept for all.
 */
final class Cells {
  private static final int UNKNOWN = -1;

  private final List<? extends PlacedScores> windows;
  private final int[] firstPlace;
  private final PairTable table = new PairTable();
  private final float[] sum;
  private final float[] scratch;

  /** Each cell's part of the members; 0 members: number in use for a prefix only. */
  private int[] start = new int[64];

  private int[] count = new int[64];
  private int[] winner = new int[64];
  private boolean[] flat = new boolean[64];

  private int[] memberWindow = new int[128];
  private int[] memberPlace = new int[128];
  private int members;

  Cells(List<? extends PlacedScores> windows, int categories) {
    this.windows = windows;
    this.firstPlace = new int[windows.size()];
    for (int w = 1; w < windows.size(); w++) {
      firstPlace[w] = Math.addExact(firstPlace[w - 1], windows.get(w - 1).places());
    }
    this.sum = new float[categories];
    this.scratch = new float[categories];
  }

  /** Number of categories that compete. */
  int categories() {
    return sum.length;
  }

  /**
   * Number of the cell of some places.
   *
   * @param covering windows, ascending
   * @param places in each of them
   */
  int number(int[] covering, int[] places) {
    int cell = -1;
    for (int i = 0; i < covering.length; i++) {
      cell = table.number(cell + 1, firstPlace[covering[i]] + places[i]);
    }
    if (table.size() > count.length) {
      grow();
    }
    if (count[cell] == 0) {
      add(cell, covering, places);
    }
    return cell;
  }

  private void grow() {
    int capacity = Math.max(table.size(), 2 * count.length);
    start = Arrays.copyOf(start, capacity);
    count = Arrays.copyOf(count, capacity);
    winner = Arrays.copyOf(winner, capacity);
    flat = Arrays.copyOf(flat, capacity);
  }

  private void add(int cell, int[] covering, int[] places) {
    if (members + places.length > memberPlace.length) {
      memberWindow = Arrays.copyOf(memberWindow, 2 * members + places.length);
      memberPlace = Arrays.copyOf(memberPlace, memberWindow.length);
    }
    start[cell] = members;
    count[cell] = places.length;
    winner[cell] = UNKNOWN;
    flat[cell] = true;
    for (int i = 0; i < places.length; i++) {
      flat[cell] &= windows.get(covering[i]).flat(places[i]);
      memberWindow[members] = covering[i];
      memberPlace[members++] = places[i];
    }
  }

  /** Whether all pixels of a cell score alike. */
  boolean flat(int cell) {
    return flat[cell];
  }

  /** First category with the highest score in a flat cell. */
  int winner(int cell) {
    if (winner[cell] == UNKNOWN) {
      scores(cell, 0, 0, sum);
      winner[cell] = Vectors.firstMaximum(sum);
    }
    return winner[cell];
  }

  /** Score of category {@code n} at pixel {@code (y, x)}, which is in this cell. */
  float score(int cell, int y, int x, int n) {
    int end = start[cell] + count[cell];
    float total = 0;
    for (int m = start[cell]; m < end; m++) {
      total += windows.get(memberWindow[m]).score(memberPlace[m], y, x, n);
    }
    return count[cell] > 1 ? total / count[cell] : total;
  }

  /**
   * Scores of all categories at pixel {@code (y, x)}, which is in this cell.
   *
   * @param to {@code [categories]}, overwritten
   */
  void scores(int cell, int y, int x, float[] to) {
    Arrays.fill(to, 0);
    for (int m = start[cell]; m < start[cell] + count[cell]; m++) {
      windows.get(memberWindow[m]).addScores(memberPlace[m], y, x, to, scratch);
    }
    if (count[cell] > 1) {
      Vectors.divide(to, count[cell]);
    }
  }

  /** At least the most that category {@code n} scores above another at any pixel of a cell. */
  float lead(int cell, int n, int other) {
    float lead = 0;
    for (int m = start[cell]; m < start[cell] + count[cell]; m++) {
      lead += windows.get(memberWindow[m]).lead(memberPlace[m], n, other);
    }
    return lead / count[cell];
  }

  /**
   * The lead of every category.
   *
   * @param to {@code [categories]}, overwritten
   */
  void leads(int cell, int other, float[] to) {
    Arrays.fill(to, 0);
    for (int m = start[cell]; m < start[cell] + count[cell]; m++) {
      windows.get(memberWindow[m]).addLeads(memberPlace[m], other, to, scratch);
    }
    Vectors.divide(to, count[cell]);
  }

  /** A bound on the absolute score of a category at the pixels of a cell, and in its windows. */
  float magnitude(int cell, int n) {
    float largest = 0;
    for (int m = start[cell]; m < start[cell] + count[cell]; m++) {
      for (int corner = 0; corner < 4; corner++) {
        float score = windows.get(memberWindow[m]).corner(memberPlace[m], corner)[n];
        largest = Math.max(largest, Math.abs(score));
      }
    }
    return largest;
  }

  /** A category that wins somewhere near a corner of a cell, 0..3. */
  int winnerAtCorner(int cell, int corner) {
    Arrays.fill(sum, 0);
    for (int m = start[cell]; m < start[cell] + count[cell]; m++) {
      Vectors.add(sum, windows.get(memberWindow[m]).corner(memberPlace[m], corner));
    }
    return Vectors.firstMaximum(sum);
  }
}
