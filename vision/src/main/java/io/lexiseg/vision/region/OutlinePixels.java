package io.lexiseg.vision.region;

import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.UndecodableMaskException;
import java.util.List;
import java.util.Map;

/**
 * The mask that exact outlines were traced of. What is read may come from anywhere: the work is
 * bounded by the mask's size.
 */
public final class OutlinePixels {
  private final int height;
  private final int width;
  private final short[] values;

  /**
   * {@code [height, width + 1]}: upright sides of pixels that an odd number of rings runs along.
   */
  private final boolean[] sides;

  /** A side lies between two pixels, so it is on two rings at most. */
  private long sidesLeft;

  private OutlinePixels(int height, int width) {
    this.height = height;
    this.width = width;
    this.values = new short[height * width];
    this.sides = new boolean[height * (width + 1)];
    this.sidesLeft = 2L * sides.length;
  }

  /**
   * Fills rings by the even-odd rule.
   *
   * @param rings of each category, 1..65535, as in {@link Outline}
   * @throws UndecodableMaskException if they are not along the sides of pixels of the mask, or two
   *     categories claim a pixel, or the mask has no pixels or more than {@link Mask#MAX_PIXELS}
   */
  public static Mask fill(int height, int width, Map<Integer, List<int[]>> rings) {
    if (height < 1 || width < 1 || width > Mask.MAX_PIXELS / height) {
      throw new UndecodableMaskException(
          "mask: expected sides >= 1 and at most %d pixels, got %dx%d"
              .formatted(Mask.MAX_PIXELS, height, width));
    }
    OutlinePixels pixels = new OutlinePixels(height, width);
    rings.forEach(pixels::fill);
    return Mask.of(height, width, pixels.values);
  }

  private void fill(int value, List<int[]> rings) {
    if (value < 1 || value > Mask.MAX_CATEGORIES) {
      throw new UndecodableMaskException(
          "outline: expected a category 1..%d, got %d".formatted(Mask.MAX_CATEGORIES, value));
    }
    int first = height;
    int last = 0;
    for (int[] ring : rings) {
      if (ring.length % 2 != 0) {
        throw new UndecodableMaskException("outline: expected x and y in turn, got an x alone");
      }
      for (int i = 0; i + 1 < ring.length; i += 2) {
        int next = (i + 2) % ring.length;
        turn(ring[i], ring[i + 1], ring[next], ring[next + 1]);
        first = Math.min(first, ring[i + 1]);
        last = Math.max(last, ring[i + 1]);
      }
    }
    for (int y = first; y < last; y++) {
      fillRow(value, y);
    }
  }

  private void turn(int fromX, int fromY, int toX, int toY) {
    boolean straight = fromX == toX || fromY == toY;
    if (!straight || !isCorner(fromX, fromY) || !isCorner(toX, toY)) {
      throw new UndecodableMaskException(
          "outline: expected sides of pixels of %dx%d, got x %d, y %d to x %d, y %d"
              .formatted(height, width, fromX, fromY, toX, toY));
    }
    int start = Math.min(fromY, toY);
    int end = Math.max(fromY, toY);
    sidesLeft -= end - start;
    if (sidesLeft < 0) {
      throw new UndecodableMaskException("outline: expected no more sides than pixels have");
    }
    for (int y = start; y < end; y++) {
      sides[y * (width + 1) + fromX] ^= true;
    }
  }

  private boolean isCorner(int x, int y) {
    return x >= 0 && x <= width && y >= 0 && y <= height;
  }

  /** Leaves no side behind. */
  private void fillRow(int value, int y) {
    boolean inside = false;
    for (int x = 0; x <= width; x++) {
      int side = y * (width + 1) + x;
      inside ^= sides[side];
      sides[side] = false;
      if (inside) {
        set(value, y, x);
      }
    }
  }

  private void set(int value, int y, int x) {
    int pixel = y * width + x;
    if (x == width || values[pixel] != 0) {
      throw new UndecodableMaskException(
          "outline: expected one category a pixel, got more at y %d, x %d".formatted(y, x));
    }
    values[pixel] = (short) value;
  }
}
