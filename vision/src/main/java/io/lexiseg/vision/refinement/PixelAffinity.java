package io.lexiseg.vision.refinement;

import io.lexiseg.vision.image.RgbImage;

/**
 * Pixel-adaptive refinement: a score becomes the weighted mean of the scores around it, again and
 * again; a neighbour weighs more the more its colour is like the pixel's.
 *
 * <p>Every step is a convex combination whose weights depend on the image only, and its terms are
 * summed in a fixed order. So refinement is monotone, rounding included: a plane that is nowhere
 * above another is nowhere above it afterwards.
 *
 * <p><b>Source:</b> N. Araslanov and S. Roth, Single-stage semantic segmentation from image labels,
 * CVPR 2020; constants and the deviation over all dilations as in FreeDA's program (docs/method.md,
 * section 14). <b>Deviation:</b> exponentials are approximated to 2e-7.
 *
 * <p><b>Threads:</b> immutable; {@link #refine} writes to its arguments only.
 */
public final class PixelAffinity {
  /** Keeps the weights of flat neighbourhoods finite. */
  private static final double FLAT = 1e-8;

  /** Share of the standard deviation at which a difference of colour weighs 1/e. */
  private static final double SHARPNESS = 0.1;

  private final int height;
  private final int width;
  private final int iterations;
  private final int pad;
  private final int[] offsetY;
  private final int[] offsetX;
  private final float[] weights;

  private PixelAffinity(RgbImage image, PamrParameters parameters) {
    this.height = image.height();
    this.width = image.width();
    this.iterations = parameters.iterations();
    this.pad = parameters.dilations().stream().mapToInt(Integer::intValue).max().orElseThrow();
    int neighbours = 8 * parameters.dilations().size();
    this.offsetY = new int[neighbours];
    this.offsetX = new int[neighbours];
    this.weights = new float[Math.multiplyExact(neighbours, Math.multiplyExact(height, width))];
    int n = 0;
    for (int dilation : parameters.dilations()) {
      for (int direction = 0; direction < 9; direction++) {
        if (direction != 4) {
          offsetY[n] = (direction / 3 - 1) * dilation;
          offsetX[n++] = (direction % 3 - 1) * dilation;
        }
      }
    }
  }

  /**
   * Weighs the neighbours of every pixel.
   *
   * @param image the window that scores belong to, 0..255
   */
  public static PixelAffinity of(RgbImage image, PamrParameters parameters) {
    PixelAffinity affinity = new PixelAffinity(image, parameters);
    AffinityRow row = new AffinityRow(image, affinity.pad, affinity.offsetY, affinity.offsetX);
    int stride = affinity.offsetY.length * affinity.width;
    for (int y = 0; y < affinity.height; y++) {
      row.weigh(y, FLAT, SHARPNESS, affinity.weights, y * stride);
    }
    return affinity;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /**
   * Refines one plane in place.
   *
   * @param plane {@code [height, width]}, finite, written to
   */
  public void refine(float[] plane) {
    int padded = width + 2 * pad;
    float[] source = new float[height * padded];
    for (int i = 0; i < iterations; i++) {
      for (int y = 0; y < height; y++) {
        pad(plane, source, y, padded);
      }
      for (int y = 0; y < height; y++) {
        step(source, padded, plane, y);
      }
    }
  }

  /** Copies a row and repeats its ends. */
  private void pad(float[] plane, float[] source, int y, int padded) {
    int from = y * width;
    int to = y * padded;
    for (int x = 0; x < pad; x++) {
      source[to + x] = plane[from];
      source[to + pad + width + x] = plane[from + width - 1];
    }
    System.arraycopy(plane, from, source, to + pad, width);
  }

  private void step(float[] source, int padded, float[] plane, int y) {
    int to = y * width;
    for (int x = 0; x < width; x++) {
      plane[to + x] = 0;
    }
    for (int n = 0; n < offsetY.length; n += 4) {
      int weight = (y * offsetY.length + n) * width;
      add(
          source,
          start(n, y, padded),
          start(n + 1, y, padded),
          start(n + 2, y, padded),
          start(n + 3, y, padded),
          weight,
          plane,
          to);
    }
  }

  /** Where the row of neighbours {@code n} begins; rows beyond the border are the last ones. */
  private int start(int n, int y, int padded) {
    int row = Math.max(0, Math.min(y + offsetY[n], height - 1));
    return row * padded + pad + offsetX[n];
  }

  /** Four neighbours at once, so that the sum is loaded and stored a quarter as often. */
  private void add(float[] source, int a, int b, int c, int d, int weight, float[] plane, int to) {
    int second = weight + width;
    int third = second + width;
    int fourth = third + width;
    for (int x = 0; x < width; x++) {
      plane[to + x] =
          plane[to + x]
              + weights[weight + x] * source[a + x]
              + weights[second + x] * source[b + x]
              + weights[third + x] * source[c + x]
              + weights[fourth + x] * source[d + x];
    }
  }
}
