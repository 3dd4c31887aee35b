package io.lexiseg.vision.region;

import io.lexiseg.vision.mask.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Walks along the sides of pixels around each connected region, with the region on the right hand.
 * Where two pixels of a region meet in a corner only, the walk turns back to its own: corners do
 * not connect.
 */
public final class OutlineTracer {
  /** Steps right, down, left, up. */
  private static final int[] DX = {1, 0, -1, 0};

  private static final int[] DY = {0, 1, 0, -1};

  private final Mask mask;
  private final int most;

  /** Upper sides that a walk has passed, by pixel. */
  private final BitSet passed = new BitSet();

  private int[] ring = new int[16];
  private int used;
  private int corners;

  private OutlineTracer(Mask mask, int most) {
    this.mask = mask;
    this.most = most;
  }

  /**
   * Outlines of all regions, by number.
   *
   * @param most corners of all rings together
   * @return empty if there are more
   */
  public static Optional<List<Outline>> trace(ConnectedRegions regions, int most) {
    return new OutlineTracer(regions.mask(), most).trace(regions);
  }

  private Optional<List<Outline>> trace(ConnectedRegions regions) {
    List<List<int[]>> rings = new ArrayList<>();
    for (int run = 0; run < regions.runs(); run++) {
      int region = regions.region(run);
      for (int p = regions.start(run); region >= 0 && p < regions.start(run + 1); p++) {
        if (!hasAbove(p) && !passed.get(p)) {
          walk(p % mask.width(), p / mask.width());
          if (corners > most) {
            return Optional.empty();
          }
          if (region == rings.size()) {
            rings.add(new ArrayList<>());
          }
          rings.get(region).add(Arrays.copyOf(ring, used));
        }
      }
    }
    List<Outline> outlines = new ArrayList<>();
    for (List<int[]> all : rings) {
      int region = outlines.size();
      // The first side of a region is on the ring around it.
      List<int[]> holes = all.subList(1, all.size());
      outlines.add(new Outline(region, regions.value(region), all.get(0), holes));
    }
    return Optional.of(outlines);
  }

  private boolean hasAbove(int pixel) {
    return pixel >= mask.width() && mask.values()[pixel] == mask.values()[pixel - mask.width()];
  }

  /** Walks once around, beginning with the upper side of a pixel. */
  private void walk(int startX, int startY) {
    int value = mask.value(startY, startX);
    int x = startX;
    int y = startY;
    int direction = 0;
    used = 0;
    add(x, y);
    do {
      if (direction == 0) {
        passed.set(y * mask.width() + x);
      }
      x += DX[direction];
      y += DY[direction];
      int turned = turned(x, y, direction, value);
      boolean around = x == startX && y == startY && turned == 0;
      if (turned != direction && !around) {
        add(x, y);
      }
      direction = turned;
    } while ((x != startX || y != startY || direction != 0) && corners <= most);
  }

  /** The direction behind a corner of pixels: right, straight on or left. */
  private int turned(int x, int y, int direction, int value) {
    if (!is(value, x, y, direction)) {
      return (direction + 1) % 4;
    }
    return is(value, x, y, (direction + 3) % 4) ? (direction + 3) % 4 : direction;
  }

  /** Whether the pixel to the right hand, behind the corner, has a value. */
  private boolean is(int value, int x, int y, int direction) {
    int column = direction == 0 || direction == 3 ? x : x - 1;
    int row = direction <= 1 ? y : y - 1;
    return column >= 0
        && row >= 0
        && column < mask.width()
        && row < mask.height()
        && mask.value(row, column) == value;
  }

  private void add(int x, int y) {
    ring = used + 2 <= ring.length ? ring : Arrays.copyOf(ring, 2 * ring.length);
    ring[used++] = x;
    ring[used++] = y;
    corners++;
  }
}
