package io.lexiseg.processor.vocabulary;

/**
 * A vocabulary under a profile: what is resolved as one.
 *
 * @param vocabularyId vocabulary
 * @param profile name of the profile
 */
record VocabularyKey(String vocabularyId, String profile) {}
