package io.lexiseg.lab.ablation;

import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.setting.SuperpixelKind;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import io.lexiseg.vision.superpixel.SuperpixelParameters;

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

  @Override
  public String text() {
    return OptionText.of(
        Kind.NAME,
        "count",
        count,
        "compactness",
        compactness,
        "sigma",
        sigma,
        "iterations",
        iterations);
  }

  /** Adds them to the settings. */
  public static final class Kind implements SuperpixelKind {
    private static final String NAME = "slic";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public SuperpixelParameters parse(OptionText option) {
      return new SlicParameters(
          option.integer("count", RELEASED.count),
          option.number("compactness", RELEASED.compactness),
          option.number("sigma", RELEASED.sigma),
          option.integer("iterations", RELEASED.iterations));
    }
  }
}
