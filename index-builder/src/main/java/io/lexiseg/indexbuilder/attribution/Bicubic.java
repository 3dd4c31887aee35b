package io.lexiseg.indexbuilder.attribution;

import io.lexiseg.vision.encoder.pixel.Resampling;
import io.lexiseg.vision.encoder.pixel.Taps;

/**
 * Bicubic interpolation from one grid to another: half-pixel centres, A = -0.75, indices clamped at
 * the borders, no antialias, results not clamped.
 *
 * <p><b>Source:</b> docs/method.md, section 10. <b>Threads:</b> one at a time.
 */
public final class Bicubic {
  private final int inHeight;
  private final int inWidth;
  private final int outHeight;
  private final int outWidth;
  private final Taps rows;
  private final Taps columns;
  private final double[] wide;

  /** Between grids of these sides, each at least 1. */
  public Bicubic(int inHeight, int inWidth, int outHeight, int outWidth) {
    this.inHeight = inHeight;
    this.inWidth = inWidth;
    this.outHeight = outHeight;
    this.outWidth = outWidth;
    this.rows = Taps.of(Resampling.BICUBIC, inHeight, outHeight);
    this.columns = Taps.of(Resampling.BICUBIC, inWidth, outWidth);
    this.wide = new double[inHeight * outWidth];
  }

  /**
   * Interpolates one grid.
   *
   * @param values holds {@code [inHeight, inWidth]} from {@code offset} on, row-major; read only
   * @param result {@code [outHeight, outWidth]}, row-major; written to
   */
  public void resize(double[] values, int offset, double[] result) {
    for (int y = 0; y < inHeight; y++) {
      for (int x = 0; x < outWidth; x++) {
        double sum = 0;
        for (int k = 0; k < columns.count(); k++) {
          sum += columns.weight(x, k) * values[offset + y * inWidth + columns.index(x, k)];
        }
        wide[y * outWidth + x] = sum;
      }
    }
    for (int y = 0; y < outHeight; y++) {
      for (int x = 0; x < outWidth; x++) {
        double sum = 0;
        for (int k = 0; k < rows.count(); k++) {
          sum += rows.weight(y, k) * wide[rows.index(y, k) * outWidth + x];
        }
        result[y * outWidth + x] = sum;
      }
    }
  }
}
