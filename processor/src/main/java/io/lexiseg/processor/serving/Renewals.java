package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.schemas.Vocabulary;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all versions that serve become with another generation of the index. A vocabulary is renewed
 * with all of its versions or not at all.
 *
 * <p><b>Threads:</b> one.
 */
final class Renewals {
  private static final Logger LOGGER = LoggerFactory.getLogger(Renewals.class);

  private final Profiles next;
  private final IdentityHashMap<ResolvedVocabulary, Renewal> renewals = new IdentityHashMap<>();
  private final Set<ResolvedVocabulary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<VocabularyKey> renewed = new HashSet<>();
  private final Map<VocabularyKey, RuntimeException> failures = new HashMap<>();

  /** Nothing is renewed yet. */
  Renewals(Profiles next) {
    this.next = next;
  }

  /**
   * Resolves a version anew, unless that was done or another of its vocabulary could not be.
   *
   * @param version its content; none, if it is kept no longer
   */
  void resolve(ResolvedVocabulary old, Optional<Vocabulary> version) {
    if (seen.add(old) && !failures.containsKey(key(old))) {
      version.ifPresent(vocabulary -> resolve(old, vocabulary));
    }
  }

  /** Whether all of these were resolved, or tried. */
  boolean haveSeen(List<ResolvedVocabulary> ready) {
    return seen.containsAll(ready);
  }

  private void resolve(ResolvedVocabulary old, Vocabulary vocabulary) {
    VocabularyKey key = key(old);
    try {
      renewals.put(old, Renewal.of(old, vocabulary, next));
      renewed.add(key);
    } catch (RuntimeException e) { // of any kind: the old one must go on serving, others change
      LOGGER.warn(
          "vocabulary keeps its index generation vocabularyId={} version={} cause={}",
          old.vocabularyId(),
          old.version(),
          e.getMessage());
      failures.put(key, e);
      renewed.remove(key);
    }
  }

  /** Throws what went wrong if there were vocabularies and none of them could be renewed. */
  void requireAny() {
    if (renewed.isEmpty() && !failures.isEmpty()) {
      throw failures.values().iterator().next();
    }
  }

  /** What takes the place of a version; itself, where it could not be renewed. */
  ResolvedVocabulary successor(ResolvedVocabulary old) {
    return of(old).map(Renewal::ready).orElse(old);
  }

  /** Why vocabularies are not renewed. */
  Map<VocabularyKey, String> troubles() {
    Map<VocabularyKey, String> troubles = new HashMap<>();
    failures.forEach((key, failure) -> troubles.put(key, String.valueOf(failure.getMessage())));
    return troubles;
  }

  /** Reports a version that serves now, if it was renewed. */
  void report(ResolvedVocabulary old, VocabularyReports reports) {
    of(old).ifPresent(renewal -> renewal.report(reports));
  }

  private Optional<Renewal> of(ResolvedVocabulary old) {
    return failures.containsKey(key(old))
        ? Optional.empty()
        : Optional.ofNullable(renewals.get(old));
  }

  private static VocabularyKey key(ResolvedVocabulary version) {
    return new VocabularyKey(version.vocabularyId(), version.profile());
  }
}
