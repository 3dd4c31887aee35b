package io.lexiseg.indexbuilder.attribution;

/**
 * How much each cell of the latent grid attended to a word. Cross-attention is summed over the
 * calls of the denoiser, resized to the latent grid and clamped at 0. It is averaged over layers
 * and heads and over the word's sub-tokens, and not normalised.
 *
 * <p><b>Source:</b> Eq. 1, as the program DAAM computes it; docs/diffusion.md.
 *
 * <p><b>Ownership:</b> the array is kept, not copied; nobody may write to it afterwards.
 */
public final class AttributionMap {
  private final int height;
  private final int width;
  private final float[] values;

  /**
   * Keeps the values.
   *
   * @param height rows of the grid, at least 1
   * @param width columns of the grid, at least 1
   * @param values {@code [height * width]}, row-major, finite, at least 0
   */
  public AttributionMap(int height, int width, float[] values) {
    if (height < 1 || width < 1 || values.length != Math.multiplyExact(height, width)) {
      throw new IllegalArgumentException(
          "attribution map: expected %d x %d values, got %d"
              .formatted(height, width, values.length));
    }
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** Rows of the grid. */
  public int height() {
    return height;
  }

  /** Columns of the grid. */
  public int width() {
    return width;
  }

  /** {@code [height * width]}, row-major, at least 0; not a copy, read only. */
  public float[] values() {
    return values;
  }
}
