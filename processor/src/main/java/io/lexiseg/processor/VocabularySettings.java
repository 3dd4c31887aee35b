package io.lexiseg.processor;

/**
 * What the processor holds of vocabularies.
 *
 * @param defaultVocabulary vocabulary of cameras without a binding
 * @param maxCategories most categories of a vocabulary, at least 1
 */
public record VocabularySettings(String defaultVocabulary, int maxCategories) {}
