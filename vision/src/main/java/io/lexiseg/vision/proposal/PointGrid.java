package io.lexiseg.vision.proposal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Points of a picture in a fixed order without direction, so that few of them see all of it. What
 * lies in an outline found already is passed over.
 */
final class PointGrid {
  private static final int SIDE = 10;
  private static final long SEED = 1;

  private final List<Proposer.Point> left = new ArrayList<>();

  PointGrid(int most) {
    int side = Math.max(SIDE, (int) Math.ceil(Math.sqrt(most)));
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        left.add(new Proposer.Point((column + 0.5f) / side, (row + 0.5f) / side));
      }
    }
    Collections.shuffle(left, new Random(SEED));
  }

  /**
   * The next points outside of what is covered; those passed over do not come again.
   *
   * @param covered as {@link Proposal#inside}
   * @param most points, at least 1
   * @return empty: there are no more
   */
  List<Proposer.Point> next(BitSet covered, int most) {
    List<Proposer.Point> next = new ArrayList<>();
    for (Iterator<Proposer.Point> points = left.iterator();
        next.size() < most && points.hasNext(); ) {
      Proposer.Point point = points.next();
      points.remove();
      if (!covered.get(place(point))) {
        next.add(point);
      }
    }
    return next;
  }

  private static int place(Proposer.Point point) {
    int row = (int) (point.y() * Proposal.SIDE);
    int column = (int) (point.x() * Proposal.SIDE);
    return row * Proposal.SIDE + column;
  }
}
