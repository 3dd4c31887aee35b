package io.lexiseg.vision.zone;

import java.util.Arrays;

/**
 * The pixels of a polygon in pictures of one size: those whose centre is inside. They are kept as
 * spans of rows, so that walking over them costs what they are, not what the picture is.
 *
 * <p><b>Threads:</b> safe.
 */
public final class PolygonRaster {
  private final int height;
  private final int width;
  private final int firstRow;

  /** {@code [rows + 1]}: where the spans of each row begin in {@link #spans}. */
  private final int[] rows;

  /** First column and column behind the last, in turn. */
  private final int[] spans;

  private final long pixels;

  private PolygonRaster(int height, int width, int firstRow, int[] rows, int[] spans) {
    this.height = height;
    this.width = width;
    this.firstRow = firstRow;
    this.rows = rows;
    this.spans = spans;
    long sum = 0;
    for (int i = 0; i < spans.length; i += 2) {
      sum += spans[i + 1] - spans[i];
    }
    this.pixels = sum;
  }

  /**
   * Finds the pixels of a polygon; what reaches over the picture is cut.
   *
   * @param height rows of the picture, at least 1
   * @param width columns of the picture, at least 1
   */
  public static PolygonRaster of(Polygon polygon, int height, int width) {
    int[] spans = new int[2 * polygon.corners()];
    int[] rows = new int[height + 1];
    int used = 0;
    int first = height;
    int last = -1;
    double[] crossings = new double[polygon.corners()];
    for (int y = 0; y < height; y++) {
      rows[y] = used;
      int count = crossings(polygon, (y + 0.5) / height, crossings);
      spans = spans.length < used + count ? Arrays.copyOf(spans, 2 * (used + count)) : spans;
      for (int i = 0; i < count; i += 2) {
        int from = columnFrom(crossings[i], width);
        int to = columnFrom(crossings[i + 1], width);
        if (from < to) {
          spans[used++] = from;
          spans[used++] = to;
        }
      }
      if (used > rows[y]) {
        first = Math.min(first, y);
        last = y;
      }
    }
    rows[height] = used;
    int[] kept = last < 0 ? new int[] {0} : Arrays.copyOfRange(rows, first, last + 2);
    return new PolygonRaster(height, width, first, kept, Arrays.copyOf(spans, used));
  }

  /** Where edges pass a height, in order; an even number. */
  private static int crossings(Polygon polygon, double y, double[] crossings) {
    int count = 0;
    for (int edge = 0; edge < polygon.corners(); edge++) {
      if (polygon.crosses(edge, y)) {
        crossings[count++] = polygon.crossing(edge, y);
      }
    }
    Arrays.sort(crossings, 0, count);
    return count;
  }

  /** The first column whose centre is not left of a point; the width where none is. */
  private static int columnFrom(double x, int width) {
    int column = (int) Math.max(0, Math.min(width, Math.ceil(x * width - 0.5)));
    // The product may be off by a rounding: the centres themselves decide.
    while (column > 0 && (column - 0.5) / width >= x) {
      column--;
    }
    while (column < width && (column + 0.5) / width < x) {
      column++;
    }
    return column;
  }

  /** Rows of the picture. */
  public int height() {
    return height;
  }

  /** Columns of the picture. */
  public int width() {
    return width;
  }

  /** How many pixels there are, 0 or more. */
  public long pixels() {
    return pixels;
  }

  /** First row that has pixels; the height where none has. */
  int firstRow() {
    return firstRow;
  }

  /** Rows from the first to the last that have pixels. */
  int rowCount() {
    return rows.length - 1;
  }

  /** Where the spans of a row begin, by rows from the first on; those of the next follow. */
  int spansFrom(int row) {
    return rows[row];
  }

  /** First column of a span at an even place, the column behind its last at the next. */
  int column(int place) {
    return spans[place];
  }
}
