package io.lexiseg.vision.steady;

import io.lexiseg.vision.image.RgbImage;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What moved between two pictures of the same size: pixel by pixel, and cell by cell.
 *
 * <p>A pixel moved where one of its samples differs by more than the camera's noise; a cell, where
 * as many of its pixels did as noise does not explain.
 *
 * <p><b>Threads:</b> for one thread until it is handed out, then immutable.
 */
public final class Changes {
  private final CellGrid grid;
  private final boolean[] pixels;
  private final boolean[] cells;

  private Changes(CellGrid grid, boolean[] pixels, boolean[] cells) {
    this.grid = grid;
    this.pixels = pixels;
    this.cells = cells;
  }

  /**
   * Compares two pictures and learns of the noise.
   *
   * @param noise of the camera; taught
   * @param settling what moved a moment ago, which counts as moving; taught
   */
  static Changes between(RgbImage before, RgbImage now, CameraNoise noise, Settling settling) {
    CellGrid grid = new CellGrid(now.height(), now.width());
    int threshold = noise.threshold();
    boolean[] pixels = new boolean[now.height() * now.width()];
    int[] sums = new int[grid.cells()];
    int[] moved = new int[grid.cells()];
    byte[] a = before.pixels();
    byte[] b = now.pixels();
    for (int y = 0, p = 0; y < now.height(); y++) {
      int row = y / CellGrid.SIDE * grid.columns();
      for (int x = 0; x < now.width(); x++, p++) {
        int difference = difference(a, b, 3 * p);
        boolean over = difference > threshold;
        int cell = row + x / CellGrid.SIDE;
        pixels[p] = over;
        sums[cell] += difference;
        moved[cell] += over ? 1 : 0;
      }
    }
    return of(grid, pixels, sums, moved, noise, settling);
  }

  private static Changes of(
      CellGrid grid,
      boolean[] pixels,
      int[] sums,
      int[] moved,
      CameraNoise noise,
      Settling settling) {
    boolean[] cells = new boolean[grid.cells()];
    double[] levels = new double[cells.length];
    double[] shares = new double[cells.length];
    for (int c = 0; c < cells.length; c++) {
      int size = grid.pixels(c);
      cells[c] = moved[c] >= noise.needed(size);
      levels[c] = (double) sums[c] / size;
      shares[c] = (double) moved[c] / size;
    }
    noise.learn(levels, shares);
    settling.add(grid, pixels, cells);
    return new Changes(grid, pixels, cells);
  }

  /** The largest difference of the three samples. */
  static int difference(byte[] a, byte[] b, int p) {
    int red = Math.abs((a[p] & 0xff) - (b[p] & 0xff));
    int green = Math.abs((a[p + 1] & 0xff) - (b[p + 1] & 0xff));
    int blue = Math.abs((a[p + 2] & 0xff) - (b[p + 2] & 0xff));
    return Math.max(red, Math.max(green, blue));
  }

  CellGrid grid() {
    return grid;
  }

  /** Whether a pixel moved. */
  boolean pixel(int p) {
    return pixels[p];
  }

  /** Whether a cell moved. */
  boolean cell(int c) {
    return cells[c];
  }

  /** A cell did not move after all, nor did its pixels. */
  void keep(int c) {
    cells[c] = false;
    grid.forEach(c, p -> pixels[p] = false);
  }

  /** Part of the pixels that moved, 0..1. */
  double pixelShare() {
    int count = 0;
    for (boolean moved : pixels) {
      count += moved ? 1 : 0;
    }
    return (double) count / pixels.length;
  }

  /** As if all of some cells had moved, too. */
  Changes or(IntPredicate others) {
    boolean[] allPixels = pixels.clone();
    boolean[] allCells = cells.clone();
    for (int c = 0; c < cells.length; c++) {
      if (others.test(c)) {
        allCells[c] = true;
        grid.forEach(c, p -> allPixels[p] = true);
      }
    }
    return new Changes(grid, allPixels, allCells);
  }

  /** Part of the cells that moved, 0..1. */
  public double share() {
    int count = 0;
    for (boolean moved : cells) {
      count += moved ? 1 : 0;
    }
    return (double) count / cells.length;
  }

  /** Rectangles that cover the cells that moved, with some of what is around them. */
  public List<Patch> patches() {
    return Patches.around(this);
  }
}
