package io.lexiseg.processor.serving.resolution;

import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;

/**
 * A vocabulary under a profile: what is resolved as one.
 *
 * @param vocabularyId vocabulary
 * @param profile name of the profile
 */
public record VocabularyKey(String vocabularyId, String profile) {

  /** A version resolved with the profiles of one index generation. */
  public ResolvedVocabulary resolved(
      int version, Profiles from, CategoryResolver.Resolution resolution) {
    return new ResolvedVocabulary(
        vocabularyId,
        version,
        profile,
        from.origin(),
        from.profile(profile).settings(),
        resolution.bank());
  }
}
