package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionKind;
import io.lexiseg.vision.option.OptionKinds;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.superpixel.NoSuperpixels;
import io.lexiseg.vision.superpixel.SeedsParameters;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import java.util.List;
import java.util.ServiceLoader;

/** The ways to cut superpixels that settings can name. */
final class SuperpixelKinds {
  private static final OptionKinds<SuperpixelParameters> KNOWN =
      new OptionKinds<>(
          List.of(
              OptionKind.of("none", option -> new NoSuperpixels()),
              OptionKind.of("felzenszwalb", FelzenszwalbParameters::parse),
              OptionKind.of("seeds", SeedsParameters::parse)),
          ServiceLoader.load(SuperpixelKind.class, SuperpixelKind.class.getClassLoader()));

  private SuperpixelKinds() {}

  static SuperpixelParameters parse(String text) {
    return KNOWN.parse(text);
  }
}
