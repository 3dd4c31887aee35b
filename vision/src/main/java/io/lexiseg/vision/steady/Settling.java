package io.lexiseg.vision.steady;

import java.util.Arrays;

/**
 * What moved a moment ago: what somebody just left is looked at once more, without him, and what
 * was seen there meanwhile is not trusted until then.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class Settling {
  /** The picture after the last motion in which a place is looked at once more. */
  private static final byte PICTURES = 2;

  /** Pictures without motion after which a place is said to stand still. */
  private static final byte LONG = 8;

  private final byte[] pixels;
  private final byte[] quiet;

  Settling(CellGrid grid) {
    this.pixels = new byte[grid.height() * grid.width()];
    this.quiet = new byte[grid.cells()];
    Arrays.fill(quiet, PICTURES);
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
    for (int c = 0; c < quiet.length; c++) {
      quiet[c] = movedCells[c] ? 0 : (byte) Math.min(LONG, quiet[c] + 1);
      movedCells[c] |= quiet[c] == PICTURES;
    }
  }

  /** A cell need not be looked at once more. */
  void settled(CellGrid grid, int cell) {
    quiet[cell] = (byte) Math.max(PICTURES, quiet[cell]);
    grid.forEach(cell, p -> pixels[p] = 0);
  }

  /** Whether a cell has not moved for long. */
  boolean isStill(int cell) {
    return quiet[cell] == LONG;
  }

  long bytes() {
    return (long) pixels.length + quiet.length;
  }
}
