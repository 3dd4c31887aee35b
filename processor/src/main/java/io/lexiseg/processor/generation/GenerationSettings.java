package io.lexiseg.processor.generation;

import java.util.Optional;

/**
 * How much is asked for on demand.
 *
 * @param generatorId generator pack that draws; empty: nothing is asked for
 * @param captions asked for a category, at least 1
 * @param mostCategories of a vocabulary that prototypes are made for, 0 or more
 * @param mostPerHour captions asked for within an hour, in all vocabularies, 0 or more
 */
public record GenerationSettings(
    Optional<String> generatorId, int captions, int mostCategories, int mostPerHour) {
  /** Nothing is asked for. */
  public static final GenerationSettings NONE = new GenerationSettings(Optional.empty(), 1, 0, 0);
}
