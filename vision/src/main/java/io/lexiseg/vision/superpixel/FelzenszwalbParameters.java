package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.option.OptionText;

/**
 * Constants of Felzenszwalb and Huttenlocher's graph segmentation, in scikit-image's units.
 *
 * @param scale larger means larger superpixels, at least 0
 * @param sigma standard deviation in pixels of the Gaussian blur, at least 0 (0: none)
 * @param minSize superpixels below this many pixels are merged, at least 0
 */
public record FelzenszwalbParameters(double scale, double sigma, int minSize)
    implements SuperpixelParameters {
  /** What the authors' program takes where no configuration says otherwise. */
  private static final FelzenszwalbParameters RELEASED = new FelzenszwalbParameters(600, 0.8, 400);

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

  @Override
  public boolean isLocal() {
    return true;
  }

  /** Reads the parts; those left out are as in the authors' program. */
  public static FelzenszwalbParameters parse(OptionText option) {
    return new FelzenszwalbParameters(
        option.number("scale", RELEASED.scale),
        option.number("sigma", RELEASED.sigma),
        option.integer("minSize", RELEASED.minSize));
  }

  @Override
  public String text() {
    return OptionText.of("felzenszwalb", "scale", scale, "sigma", sigma, "minSize", minSize);
  }
}
