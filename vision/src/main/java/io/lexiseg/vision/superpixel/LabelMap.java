package io.lexiseg.vision.superpixel;

/**
 * The superpixel of every pixel: {@code height x width} labels {@code 0..regions-1}, row-major,
 * pixel {@code (y, x)} at {@code y * width + x}.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class LabelMap {
  private final int height;
  private final int width;
  private final int regions;
  private final int[] labels;

  private LabelMap(int height, int width, int regions, int[] labels) {
    this.height = height;
    this.width = width;
    this.regions = regions;
    this.labels = labels;
  }

  /**
   * Wraps labels as a map.
   *
   * @param regions number of superpixels, at least 1
   * @param labels {@code [height, width]}, each {@code 0..regions-1} (trusted), kept
   * @throws IllegalArgumentException if a side or the count is not positive or the length does not
   *     fit
   */
  public static LabelMap of(int height, int width, int regions, int[] labels) {
    if (height < 1 || width < 1 || regions < 1 || labels.length != (long) height * width) {
      throw new IllegalArgumentException(
          "label map: expected height x width labels and at least one region, got %dx%d, %d labels, %d regions"
              .formatted(height, width, labels.length, regions));
    }
    return new LabelMap(height, width, regions, labels);
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Number of superpixels. */
  public int regions() {
    return regions;
  }

  /** The labels themselves, {@code [height, width]}, not a copy; read only. */
  public int[] labels() {
    return labels;
  }
}
