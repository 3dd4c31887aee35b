package io.lexiseg.processor.vocabulary;

/**
 * How much there may be: every processor holds all vocabularies in memory, resolved.
 *
 * @param categories most of one vocabulary
 * @param vocabularies most that are not deleted; as many deleted ones are remembered
 */
public record VocabularyLimits(int categories, int vocabularies) {}
