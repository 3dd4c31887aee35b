package io.lexiseg.processor.command;

import io.lexiseg.recognition.exemplar.ExemplarRoom;

/**
 * How much there may be: every processor holds all vocabularies in memory, resolved.
 *
 * @param categories most of one vocabulary
 * @param vocabularies most that are not deleted; as many deleted ones are remembered
 * @param exemplars bytes of all of them
 */
public record VocabularyLimits(int categories, int vocabularies, ExemplarRoom exemplars) {
  /** As the other, with any number of exemplars. */
  public VocabularyLimits(int categories, int vocabularies) {
    this(categories, vocabularies, ExemplarRoom.unlimited());
  }
}
