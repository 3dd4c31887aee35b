package io.lexiseg.vision.steady;

/**
 * What moved a moment ago: a region that somebody just left is looked at again, without him.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class Settling {
  /** Pictures after the last motion for which a place counts as moving. */
  private static final byte PICTURES = 2;

  private final byte[] pixels;
  private final byte[] cells;

  Settling(CellGrid grid) {
    this.pixels = new byte[grid.height() * grid.width()];
    this.cells = new byte[grid.cells()];
  }

  /**
   * Adds what moved a moment ago to what moves now.
   *
   * @param moved pixels, added to
   * @param movedCells cells, added to
   */
  void add(CellGrid grid, boolean[] moved, boolean[] movedCells) {
    for (int y = 0, p = 0; y < grid.height(); y++) {
      for (int x = 0; x < grid.width(); x++, p++) {
        boolean now = moved[p] && movedCells[grid.cell(y, x)];
        moved[p] |= pixels[p] > 0;
        pixels[p] = now ? PICTURES : (byte) Math.max(0, pixels[p] - 1);
      }
    }
    for (int c = 0; c < cells.length; c++) {
      boolean now = movedCells[c];
      movedCells[c] |= cells[c] > 0;
      cells[c] = now ? PICTURES : (byte) Math.max(0, cells[c] - 1);
    }
  }

  long bytes() {
    return (long) pixels.length + cells.length;
  }
}
