package io.lexiseg.vision.encoder.pixel;

/**
 * A picture as a network takes it: {@code [3, height, width]}, row-major.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class PixelTensor {
  private final int height;
  private final int width;
  private final float[] values;

  PixelTensor(int height, int width, float[] values) {
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The values themselves, {@code [3, height, width]}, not a copy; read only. */
  public float[] values() {
    return values;
  }
}
