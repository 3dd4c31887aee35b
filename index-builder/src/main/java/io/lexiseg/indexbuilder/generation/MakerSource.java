package io.lexiseg.indexbuilder.generation;

import io.lexiseg.vision.encoder.network.InferenceOptions;
import java.util.Optional;

/**
 * Opens what makes prototypes with some generators; found by {@link java.util.ServiceLoader}, so
 * that a service needs to know none of them.
 */
public interface MakerSource {
  /**
   * What makes prototypes with one generator and one encoder pack.
   *
   * @param maker to be closed by whoever asked for it
   * @param generatorId generator pack that draws
   * @param backbone of the encoder pack: an index of another one does not take its prototypes
   */
  record OpenMaker(PrototypeMaker maker, String generatorId, String backbone) {}

  /**
   * Opens a generator.
   *
   * @param generator id of a generator pack
   * @param pack id of an installed encoder pack, or its folder
   * @return empty: this source does not know the generator
   * @throws IllegalArgumentException if generator or pack cannot be used, with all that is wrong
   */
  Optional<OpenMaker> open(String generator, String pack, InferenceOptions inference);
}
