package io.lexiseg.vision.zone;

/**
 * A closed polygon on a picture of any size. What is inside follows the even-odd rule, so its edges
 * may touch or cross. A point on an edge belongs to one side only: polygons that share an edge
 * share no point.
 *
 * <p><b>Ownership:</b> the arrays are copied. <b>Threads:</b> safe.
 */
public final class Polygon {
  private final double[] xs;
  private final double[] ys;

  private Polygon(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  /**
   * A polygon of these corners in order, the last joined to the first.
   *
   * @param xs {@code [corners]}, from the left edge as a part of the width; copied
   * @param ys {@code [corners]}, from the top edge as a part of the height; copied
   * @throws IllegalArgumentException if there are fewer than three, or not as many of each
   */
  public static Polygon of(double[] xs, double[] ys) {
    if (xs.length < 3 || xs.length != ys.length) {
      throw new IllegalArgumentException(
          "polygon: expected 3 or more corners, got %d x and %d y".formatted(xs.length, ys.length));
    }
    return new Polygon(xs.clone(), ys.clone());
  }

  int corners() {
    return xs.length;
  }

  /** Whether a point is inside: an odd number of edges lies to the right of it. */
  boolean contains(double x, double y) {
    boolean inside = false;
    for (int edge = 0; edge < xs.length; edge++) {
      if (crosses(edge, y) && x < crossing(edge, y)) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Whether an edge, from the corner of that number to the next, passes a height. */
  boolean crosses(int edge, double y) {
    return ys[edge] > y != ys[next(edge)] > y;
  }

  /** Where an edge passes a height that it crosses; the same in both directions of the edge. */
  double crossing(int edge, double y) {
    int next = next(edge);
    int upper = ys[edge] < ys[next] ? edge : next;
    int lower = upper == edge ? next : edge;
    double part = (y - ys[upper]) / (ys[lower] - ys[upper]);
    return xs[upper] + part * (xs[lower] - xs[upper]);
  }

  private int next(int corner) {
    return corner + 1 == xs.length ? 0 : corner + 1;
  }
}
