package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.ResolutionClock;
import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Vocabulary;

/**
 * What a version becomes with another generation of the index.
 *
 * @param vocabulary the version
 * @param resolution what became of its words
 * @param ready takes the place of what serves
 * @param clock times it
 */
record Renewal(
    Vocabulary vocabulary,
    CategoryResolver.Resolution resolution,
    ResolvedVocabulary ready,
    ResolutionClock clock) {

  /**
   * Resolves a version anew.
   *
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer now
   */
  static Renewal of(ResolvedVocabulary old, Vocabulary vocabulary, Profiles next) {
    ResolutionClock clock = new ResolutionClock(System::nanoTime, progress -> {});
    VocabularyKey key = new VocabularyKey(old.vocabularyId(), old.profile());
    CategoryResolver.Resolution resolution =
        next.profile(old.profile())
            .resolver()
            .resolve(VocabularyContent.of(vocabulary), clock.trace());
    ResolvedVocabulary ready = key.resolved(old.version(), next, resolution);
    clock.resolved();
    return new Renewal(vocabulary, resolution, ready, clock);
  }

  /** Reports it, now that it serves. */
  void report(VocabularyReports reports) {
    clock.switched();
    reports.renewed(vocabulary, resolution, clock.timings(), ready.origin().indexGeneration());
  }
}
