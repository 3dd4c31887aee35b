package io.lexiseg.lab.ablation;

import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.setting.SuperpixelKind;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import io.lexiseg.vision.superpixel.SuperpixelParameters;

/**
 * Constants of {@link CompactWatershed}.
 *
 * @param count markers aimed at, 1..100000
 * @param compactness what a pixel of distance from the marker adds to a pixel's gradient, at least
 *     0
 */
public record WatershedParameters(int count, double compactness) implements SuperpixelParameters {
  /** The constants of the authors' program. */
  public static final WatershedParameters RELEASED = new WatershedParameters(200, 1e-5);

  public WatershedParameters {
    if (count < 1 || count > 100_000 || !(compactness >= 0 && compactness <= 1e6)) {
      throw new IllegalArgumentException(
          "watershed: expected count 1..100000, compactness 0..1e6, got %d, %s"
              .formatted(count, compactness));
    }
  }

  @Override
  public SuperpixelAlgorithm algorithm() {
    return new CompactWatershed(this);
  }

  @Override
  public String text() {
    return OptionText.of(Kind.NAME, "count", count, "compactness", compactness);
  }

  /** Adds them to the settings. */
  public static final class Kind implements SuperpixelKind {
    private static final String NAME = "watershed";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public SuperpixelParameters parse(OptionText option) {
      return new WatershedParameters(
          option.integer("count", RELEASED.count),
          option.number("compactness", RELEASED.compactness));
    }
  }
}
