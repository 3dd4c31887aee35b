package io.lexiseg.vision.mask;

/**
 * The result of segmentation: per pixel 0 = no category, 1..N = category in vocabulary order.
 * {@code height x width}, row-major, top-left origin, of the frame's own size.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class Mask {
  /** The largest number of categories a mask can name. */
  public static final int MAX_CATEGORIES = 65_535;

  /** The largest height times width that is read. */
  public static final int MAX_PIXELS = 100_000_000;

  private final int height;
  private final int width;
  private final short[] values;

  private Mask(int height, int width, short[] values) {
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /**
   * Wraps values as a mask.
   *
   * @param values {@code [height, width]}, unsigned 16-bit, kept
   * @throws IllegalArgumentException if a side is not positive or the length does not fit
   */
  public static Mask of(int height, int width, short[] values) {
    if (height < 1 || width < 1 || values.length != (long) height * width) {
      throw new IllegalArgumentException(
          "mask: expected height x width values with sides >= 1, got %dx%d and %d values"
              .formatted(height, width, values.length));
    }
    return new Mask(height, width, values);
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Category of a pixel, 0..65535. */
  public int value(int y, int x) {
    return Short.toUnsignedInt(values[y * width + x]);
  }

  /** The values themselves, {@code [height, width]}, unsigned, not a copy; read only. */
  public short[] values() {
    return values;
  }
}
