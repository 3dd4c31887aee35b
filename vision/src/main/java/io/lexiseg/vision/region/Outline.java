package io.lexiseg.vision.region;

import java.util.List;
import java.util.Optional;

/**
 * The edge of a connected region: one ring around it and one around each of its holes. A ring is a
 * closed polygon along the sides of pixels; x and y of its corners in turn, pixels from the top
 * left of the mask, x in 0..width, y in 0..height. A pixel is in the region when its centre is
 * inside an odd number of the rings (even-odd rule). Outer rings run clockwise on the screen, holes
 * against it. A ring may touch itself or another one in a corner; it never crosses.
 *
 * <p><b>Ownership:</b> the arrays are kept, not copied; read only.
 */
public final class Outline {
  private final int region;
  private final int value;
  private final int[] outer;
  private final List<int[]> holes;

  Outline(int region, int value, int[] outer, List<int[]> holes) {
    this.region = region;
    this.value = value;
    this.outer = outer;
    this.holes = List.copyOf(holes);
  }

  /** Number of the region, see {@link ConnectedRegions}. */
  public int region() {
    return region;
  }

  /** Category of the region, 1..N. */
  public int value() {
    return value;
  }

  /** The ring around the region, not a copy. */
  public int[] outer() {
    return outer;
  }

  /** The rings around its holes, in the order of their first sides. */
  public List<int[]> holes() {
    return holes;
  }

  /**
   * The same with fewer corners. Rings may then cross each other and those of other regions.
   *
   * @param tolerance farthest that a corner of the old ring may be from the new one, pixels; 0:
   *     only corners that are none are left out
   * @return empty where the region is thinner than that; holes that are, vanish
   */
  public Optional<Outline> simplified(double tolerance) {
    int[] ring = RingSimplifier.simplified(outer, tolerance);
    List<int[]> rings =
        holes.stream()
            .map(hole -> RingSimplifier.simplified(hole, tolerance))
            .filter(Outline::encloses)
            .toList();
    return encloses(ring) ? Optional.of(new Outline(region, value, ring, rings)) : Optional.empty();
  }

  private static boolean encloses(int[] ring) {
    return ring.length >= 6;
  }
}
