package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.shipped.ShippedPack;

/**
 * The {@code sketch} generator, which this module carries: small, fast on a processor, trained from
 * scratch by {@code tools/sketch}. It knows drawings of some twenty nouns, no photographs.
 */
public final class SketchPack {
  /** The pack's id. */
  public static final String ID = "sketch";

  private SketchPack() {}

  /**
   * The installed pack; it is written first where it is missing, damaged or of another version.
   *
   * @throws java.io.UncheckedIOException if the disk refuses
   */
  public static GeneratorPack install(PackStore store) {
    return new ShippedPack<>(ID, SketchPack.class, GeneratorPack::load).install(store);
  }
}
