package io.lexiseg.vision.steady;

/**
 * A rectangle of a picture that is made anew.
 *
 * @param y first row, pixels
 * @param x first column, pixels
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Patch(int y, int x, int height, int width) {
  /** Its area. */
  public long pixels() {
    return (long) height * width;
  }

  /** The smallest rectangle around both. */
  Patch with(Patch other) {
    int top = Math.min(y, other.y);
    int left = Math.min(x, other.x);
    int bottom = Math.max(y + height, other.y + other.height);
    int right = Math.max(x + width, other.x + other.width);
    return new Patch(top, left, bottom - top, right - left);
  }
}
