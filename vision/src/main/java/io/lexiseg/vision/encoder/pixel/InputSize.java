package io.lexiseg.vision.encoder.pixel;

/**
 * Size of the picture that a network takes.
 *
 * @param heightPx rows, at least 1; 0 together with {@code widthPx}: any
 * @param widthPx columns, at least 1; 0 together with {@code heightPx}: any
 */
public record InputSize(int heightPx, int widthPx) {
  /** The size of the image itself. */
  public static final InputSize AS_IS = new InputSize(0, 0);

  /** Checks that both sides are positive or both are 0. */
  public InputSize {
    if (heightPx < 0 || widthPx < 0 || (heightPx == 0) != (widthPx == 0)) {
      throw new IllegalArgumentException(
          "input size: expected two sides >= 1, got %dx%d".formatted(heightPx, widthPx));
    }
  }

  /** Whether every image is brought to one size. */
  public boolean isFixed() {
    return heightPx > 0;
  }
}
