package io.lexiseg.vision.steady;

/**
 * What moved a moment ago: what somebody just left is looked at once more, without him, and what
 * was seen there meanwhile is not trusted until then.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class Settling {
  /** The picture after the last motion in which a place is looked at once more. */
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
      movedCells[c] |= cells[c] == 1;
      cells[c] = now ? PICTURES : (byte) Math.max(0, cells[c] - 1);
    }
  }

  long bytes() {
    return (long) pixels.length + cells.length;
  }
}
