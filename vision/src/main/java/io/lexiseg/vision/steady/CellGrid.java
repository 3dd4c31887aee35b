package io.lexiseg.vision.steady;

import java.util.function.IntConsumer;

/**
 * Square cells over a picture; the last ones of a row or column may be smaller.
 *
 * @param height of the picture, pixels, at least 1
 * @param width of the picture, pixels, at least 1
 */
record CellGrid(int height, int width) {
  /** Side of a cell, pixels: a token of the backbones in use, or nearly. */
  static final int SIDE = 16;

  int rows() {
    return (height + SIDE - 1) / SIDE;
  }

  int columns() {
    return (width + SIDE - 1) / SIDE;
  }

  int cells() {
    return rows() * columns();
  }

  /** Cell of pixel {@code (y, x)}. */
  int cell(int y, int x) {
    return y / SIDE * columns() + x / SIDE;
  }

  /** Visits the pixels of a cell, {@code y * width + x}, row by row. */
  void forEach(int cell, IntConsumer pixel) {
    int top = cell / columns() * SIDE;
    int left = cell % columns() * SIDE;
    for (int y = top; y < Math.min(top + SIDE, height); y++) {
      for (int x = left; x < Math.min(left + SIDE, width); x++) {
        pixel.accept(y * width + x);
      }
    }
  }

  /** Pixels of a cell. */
  int pixels(int cell) {
    int top = cell / columns() * SIDE;
    int left = cell % columns() * SIDE;
    return Math.min(SIDE, height - top) * Math.min(SIDE, width - left);
  }
}
