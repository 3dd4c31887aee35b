package io.lexiseg.processor.config;

import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.recognition.exemplar.ExemplarRoom;
import io.lexiseg.recognition.exemplar.ExemplarTable;
import java.time.Duration;

/**
 * Defaults and limits of vocabularies.
 *
 * @param defaultVocabulary vocabulary of cameras without a binding
 * @param maxCategories most categories of a vocabulary, at least 1
 * @param maxVocabularies most vocabularies that are not deleted, at least 1
 * @param maxExemplarBytes most bytes of exemplars in all vocabularies
 * @param followIndex how often to look for another generation of the index; zero: never
 * @param waiting of frames whose vocabulary is not ready
 */
public record VocabularySettings(
    String defaultVocabulary,
    int maxCategories,
    int maxVocabularies,
    long maxExemplarBytes,
    Duration followIndex,
    Waiting waiting) {

  /**
   * How frames wait for a vocabulary.
   *
   * @param bytes memory for them; 0: none waits
   * @param longest how long one waits; zero: none waits
   */
  public record Waiting(long bytes, Duration longest) {}

  /** How much there may be, with the exemplars that there are. */
  public VocabularyLimits limits(ExemplarTable exemplars) {
    return new VocabularyLimits(
        maxCategories, maxVocabularies, new ExemplarRoom(maxExemplarBytes, exemplars));
  }
}
