package io.lexiseg.vision.superpixel;

/**
 * Constants of {@link Slic}.
 *
 * @param count superpixels aimed at, 1..100000
 * @param compactness how much distance counts against colour, above 0; colours are CIELAB with
 *     lightness 0..100
 * @param sigma standard deviation in pixels of the Gaussian blur, 0..100 (0: none)
 * @param iterations rounds of assignment, 1..100
 */
public record SlicParameters(int count, double compactness, double sigma, int iterations)
    implements SuperpixelParameters {
  /** The constants of the authors' program. */
  public static final SlicParameters RELEASED = new SlicParameters(200, 10, 1, 10);

  public SlicParameters {
    if (count < 1
        || count > 100_000
        || !(compactness > 0)
        || !(sigma >= 0 && sigma <= 100)
        || iterations < 1
        || iterations > 100) {
      throw new IllegalArgumentException(
          "slic: expected count 1..100000, compactness > 0, sigma 0..100, iterations 1..100, got %d, %s, %s, %d"
              .formatted(count, compactness, sigma, iterations));
    }
  }

  @Override
  public SuperpixelAlgorithm algorithm() {
    return new Slic(this);
  }
}
