package io.lexiseg.lab.ablation;

/**
 * Markers evenly spread over an image, in rows and columns.
 *
 * @param firstY row of the first
 * @param stepY rows from one to the next
 * @param firstX column of the first
 * @param stepX columns from one to the next
 */
record MarkerGrid(int firstY, int stepY, int firstX, int stepX) {

  /** A grid of about {@code count} markers; every pixel where there are not more pixels. */
  static MarkerGrid of(int height, int width, int count) {
    double pixels = (double) height * width;
    if (pixels <= count) {
      return new MarkerGrid(0, 1, 0, 1);
    }
    int shorter = Math.min(height, width);
    double step = Math.sqrt(pixels / count);
    double along = step;
    double across = step;
    if (shorter < step) { // one row of markers along a thin image
      across = shorter;
      along = (double) Math.max(height, width) / count;
    }
    return height <= width ? of(across, along) : of(along, across);
  }

  private static MarkerGrid of(double y, double x) {
    return new MarkerGrid(
        (int) (y / 2), Math.max(1, rounded(y)), (int) (x / 2), Math.max(1, rounded(x)));
  }

  private static int rounded(double step) {
    return (int) Math.rint(step);
  }
}
