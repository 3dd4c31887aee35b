package io.lexiseg.vision.setting;

import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.superpixel.NoSuperpixels;
import io.lexiseg.vision.superpixel.SeedsParameters;
import io.lexiseg.vision.superpixel.SlicParameters;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import io.lexiseg.vision.superpixel.WatershedParameters;

/** Superpixel parameters as text; what is left out is as in the authors' program. */
final class SuperpixelText {
  /** What the authors' program takes where no configuration says otherwise. */
  private static final FelzenszwalbParameters FELZENSZWALB =
      new FelzenszwalbParameters(600, 0.8, 400);

  private SuperpixelText() {}

  static SuperpixelParameters parse(String text) {
    OptionText option = OptionText.parse(text);
    SuperpixelParameters parameters =
        switch (option.name()) {
          case "none" -> new NoSuperpixels();
          case "felzenszwalb" -> felzenszwalb(option);
          case "slic" -> slic(option, SlicParameters.RELEASED);
          case "seeds" -> seeds(option, SeedsParameters.RELEASED);
          case "watershed" -> watershed(option, WatershedParameters.RELEASED);
          default ->
              throw new IllegalArgumentException(
                  "expected none, felzenszwalb, slic, seeds or watershed, got '%s'"
                      .formatted(option.name()));
        };
    return option.done(parameters);
  }

  private static SuperpixelParameters felzenszwalb(OptionText option) {
    return new FelzenszwalbParameters(
        option.number("scale", FELZENSZWALB.scale()),
        option.number("sigma", FELZENSZWALB.sigma()),
        option.integer("minSize", FELZENSZWALB.minSize()));
  }

  private static SuperpixelParameters slic(OptionText option, SlicParameters usual) {
    return new SlicParameters(
        option.integer("count", usual.count()),
        option.number("compactness", usual.compactness()),
        option.number("sigma", usual.sigma()),
        option.integer("iterations", usual.iterations()));
  }

  private static SuperpixelParameters seeds(OptionText option, SeedsParameters usual) {
    return new SeedsParameters(
        option.integer("count", usual.count()),
        option.integer("levels", usual.levels()),
        option.integer("prior", usual.prior()),
        option.integer("bins", usual.bins()),
        option.integer("iterations", usual.iterations()));
  }

  private static SuperpixelParameters watershed(OptionText option, WatershedParameters usual) {
    return new WatershedParameters(
        option.integer("count", usual.count()), option.number("compactness", usual.compactness()));
  }

  static String of(SuperpixelParameters parameters) {
    if (parameters instanceof FelzenszwalbParameters p) {
      return OptionText.of(
          "felzenszwalb", "scale", p.scale(), "sigma", p.sigma(), "minSize", p.minSize());
    }
    if (parameters instanceof SlicParameters p) {
      return OptionText.of(
          "slic",
          "count",
          p.count(),
          "compactness",
          p.compactness(),
          "sigma",
          p.sigma(),
          "iterations",
          p.iterations());
    }
    if (parameters instanceof SeedsParameters p) {
      return OptionText.of(
          "seeds",
          "count",
          p.count(),
          "levels",
          p.levels(),
          "prior",
          p.prior(),
          "bins",
          p.bins(),
          "iterations",
          p.iterations());
    }
    if (parameters instanceof WatershedParameters p) {
      return OptionText.of("watershed", "count", p.count(), "compactness", p.compactness());
    }
    return "none";
  }
}
