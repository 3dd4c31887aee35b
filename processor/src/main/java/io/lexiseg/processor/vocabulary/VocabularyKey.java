package io.lexiseg.processor.vocabulary;

/**
 * A vocabulary under a profile: what is resolved as one.
 *
 * @param vocabularyId vocabulary
 * @param profile name of the profile
 */
record VocabularyKey(String vocabularyId, String profile) {

  /** A version resolved with the profiles of one index generation. */
  ResolvedVocabulary resolved(int version, Profiles from, CategoryResolver.Resolution resolution) {
    return new ResolvedVocabulary(
        vocabularyId,
        version,
        profile,
        from.origin(),
        from.profile(profile).settings(),
        resolution.bank());
  }
}
