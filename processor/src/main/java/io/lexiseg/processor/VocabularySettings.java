package io.lexiseg.processor;

import io.lexiseg.processor.exemplar.ExemplarRoom;
import io.lexiseg.processor.exemplar.ExemplarTable;
import io.lexiseg.processor.vocabulary.VocabularyLimits;
import java.time.Duration;

/**
 * Defaults and limits of vocabularies.
 *
 * @param defaultVocabulary vocabulary of cameras without a binding
 * @param maxCategories most categories of a vocabulary, at least 1
 * @param maxVocabularies most vocabularies that are not deleted, at least 1
 * @param maxExemplarBytes most bytes of exemplars in all vocabularies
 * @param followIndex how often to look for another generation of the index; zero: never
 */
public record VocabularySettings(
    String defaultVocabulary, int maxCategories, int maxVocabularies, long maxExemplarBytes, Duration followIndex) {
  /** How much there may be, with the exemplars that there are. */
  VocabularyLimits limits(ExemplarTable exemplars) {
    return new VocabularyLimits(
        maxCategories, maxVocabularies, new ExemplarRoom(maxExemplarBytes, exemplars));
  }
}
