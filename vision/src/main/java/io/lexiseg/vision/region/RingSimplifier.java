package io.lexiseg.vision.region;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Leaves corners of a ring out as long as each of them stays near the ring that is left.
 *
 * <p><b>Source:</b> Douglas, Peucker, "Algorithms for the reduction of the number of points
 * required to represent a digitized line or its caricature", 1973. <b>Deviation:</b> a ring is cut
 * into two lines, at its first corner and at the one farthest from it.
 */
final class RingSimplifier {
  private final int[] ring;
  private final double tolerance;
  private final BitSet kept = new BitSet();

  private RingSimplifier(int[] ring, double tolerance) {
    this.ring = ring;
    this.tolerance = tolerance;
  }

  /**
   * A ring of some of the corners.
   *
   * @param tolerance farthest that a corner may be from the ring that is left, pixels
   * @return fewer than three corners where the ring is thinner than that
   */
  static int[] simplified(int[] ring, double tolerance) {
    return new RingSimplifier(ring, tolerance).simplified();
  }

  private int[] simplified() {
    int corners = ring.length / 2;
    int farthest = 0;
    double most = 0;
    for (int i = 1; i < corners; i++) {
      double distance = Math.hypot(x(i) - x(0), y(i) - y(0));
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    kept.set(0);
    kept.set(farthest);
    simplify(0, farthest);
    simplify(farthest, corners);
    int[] left = new int[2 * kept.cardinality()];
    int used = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      left[used++] = x(i);
      left[used++] = y(i);
    }
    return left;
  }

  /**
   * Lines that wait stand on a stack of its own: those of noise are as deep as the ring is long.
   */
  private void simplify(int first, int last) {
    int[] waiting = new int[32];
    int used = 0;
    waiting[used++] = first;
    waiting[used++] = last;
    while (used > 0) {
      int to = waiting[--used];
      int from = waiting[--used];
      int farthest = farthest(from, to);
      if (farthest > from) {
        kept.set(farthest);
        waiting = used + 4 <= waiting.length ? waiting : Arrays.copyOf(waiting, 2 * used + 4);
        waiting[used++] = from;
        waiting[used++] = farthest;
        waiting[used++] = farthest;
        waiting[used++] = to;
      }
    }
  }

  /** The corner between two that is farthest from the line; the first of them if all are near. */
  private int farthest(int from, int to) {
    int farthest = from;
    double most = tolerance;
    for (int i = from + 1; i < to; i++) {
      double distance = distance(i, from, to);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    return farthest;
  }

  /** From a corner to the line between two others. */
  private double distance(int corner, int from, int to) {
    double dx = x(to) - x(from);
    double dy = y(to) - y(from);
    double px = x(corner) - x(from);
    double py = y(corner) - y(from);
    double length = dx * dx + dy * dy;
    double part = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
    return Math.hypot(px - part * dx, py - part * dy);
  }

  private int x(int corner) {
    return ring[2 * corner % ring.length];
  }

  private int y(int corner) {
    return ring[2 * corner % ring.length + 1];
  }
}
