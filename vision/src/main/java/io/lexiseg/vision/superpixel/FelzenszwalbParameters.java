package io.lexiseg.vision.superpixel;

/**
 * Constants of Felzenszwalb and Huttenlocher's graph segmentation, in scikit-image's units.
 *
 * @param scale larger means larger superpixels, at least 0
 * @param sigma standard deviation in pixels of the Gaussian blur, at least 0 (0: none)
 * @param minSize superpixels below this many pixels are merged, at least 0
 */
public record FelzenszwalbParameters(double scale, double sigma, int minSize)
    implements SuperpixelParameters {
  public FelzenszwalbParameters {
    if (!(scale >= 0) || !(sigma >= 0) || sigma > 100 || minSize < 0) {
      throw new IllegalArgumentException(
          "felzenszwalb: expected scale >= 0, sigma 0..100, minSize >= 0, got %s, %s, %d"
              .formatted(scale, sigma, minSize));
    }
  }

  @Override
  public SuperpixelAlgorithm algorithm() {
    return new FelzenszwalbHuttenlocher2004(this);
  }
}
