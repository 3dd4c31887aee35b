package io.lexiseg.indexbuilder.attribution;

/**
 * The pixels of a picture that a word stands for: its attribution, enlarged to the picture,
 * stretched to 0..1, cut where the sigmoid of -1..1 passes a threshold.
 *
 * <p><b>Source:</b> paper, section 3.1; docs/diffusion.md, "Masks". <b>Threads:</b> immutable.
 */
public final class AttributionMask {
  /** The paper's threshold. */
  public static final double GAMMA = 0.45;

  private static final double EPSILON = 1e-8;
  private static final double LEAST = sigmoid(-1);
  private static final double MOST = sigmoid(1);

  private final int height;
  private final int width;
  private final boolean[] inside;
  private final int count;
  private final double contrast;

  private AttributionMask(int height, int width, boolean[] inside, int count, double contrast) {
    this.height = height;
    this.width = width;
    this.inside = inside;
    this.count = count;
    this.contrast = contrast;
  }

  /**
   * The mask of a word in its picture.
   *
   * @param gamma threshold on the sigmoid, as {@link #requireGamma} wants it
   */
  public static AttributionMask of(AttributionMap map, int height, int width, double gamma) {
    requireGamma(gamma);
    double[] stretched = stretched(map, height, width);
    // sigmoid(2 h - 1) > gamma, solved for h
    double cut = (1 + StrictMath.log(gamma / (1 - gamma))) / 2;
    boolean[] inside = new boolean[stretched.length];
    int count = 0;
    double within = 0;
    double without = 0;
    for (int i = 0; i < stretched.length; i++) {
      inside[i] = stretched[i] > cut;
      count += inside[i] ? 1 : 0;
      within += inside[i] ? stretched[i] : 0;
      without += inside[i] ? 0 : stretched[i];
    }
    int rest = stretched.length - count;
    double contrast = count == 0 || rest == 0 ? 0 : within / count - without / rest;
    return new AttributionMask(height, width, inside, count, contrast);
  }

  /**
   * Checks a threshold before work is begun with it.
   *
   * @return the same
   * @throws IllegalArgumentException if it would leave every mask empty or whole: outside the open
   *     interval from {@code sigmoid(-1)} = 0.26894 to {@code sigmoid(1)} = 0.73106
   */
  public static double requireGamma(double gamma) {
    if (!(gamma > LEAST && gamma < MOST)) {
      throw new IllegalArgumentException(
          "gamma: expected a number between %.5f and %.5f, got %s".formatted(LEAST, MOST, gamma));
    }
    return gamma;
  }

  /** Rows of the picture. */
  public int height() {
    return height;
  }

  /** Columns of the picture. */
  public int width() {
    return width;
  }

  /** Whether each pixel is inside, {@code [height * width]}, row-major; not a copy, read only. */
  public boolean[] inside() {
    return inside;
  }

  /** Pixels inside. */
  public int count() {
    return count;
  }

  /** Share of the picture's pixels that is inside, 0..1. */
  public double share() {
    return (double) count / inside.length;
  }

  /**
   * Mean stretched attribution inside less that outside, 0..1; 0 if nothing is inside or outside.
   */
  public double contrast() {
    return contrast;
  }

  private static double[] stretched(AttributionMap map, int height, int width) {
    double[] cells = new double[map.values().length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = map.values()[i];
    }
    double[] pixels = new double[Math.multiplyExact(height, width)];
    new Bicubic(map.height(), map.width(), height, width).resize(cells, 0, pixels);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double pixel : pixels) {
      least = Math.min(least, pixel);
      most = Math.max(most, pixel);
    }
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (pixels[i] - least) / (most - least + EPSILON);
    }
    return pixels;
  }

  private static double sigmoid(double value) {
    return 1 / (1 + StrictMath.exp(-value));
  }
}
