package io.lexiseg.processor;

import java.time.Duration;

/**
 * Defaults and limits of vocabularies.
 *
 * @param defaultVocabulary vocabulary of cameras without a binding
 * @param maxCategories most categories of a vocabulary, at least 1
 * @param followIndex how often to look for another generation of the index; zero: never
 */
public record VocabularySettings(
    String defaultVocabulary, int maxCategories, Duration followIndex) {}
