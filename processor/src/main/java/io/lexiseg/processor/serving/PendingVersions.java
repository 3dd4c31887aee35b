package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.VocabularyKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of versions that are not ready.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
final class PendingVersions {
  private final KnownVocabularies known;
  private final Map<VocabularyKey, String> troubles = new HashMap<>();

  PendingVersions(KnownVocabularies known) {
    this.known = known;
  }

  /** An attempt came to nothing; there will be another. */
  void troubled(VocabularyKey key, String trouble) {
    troubles.put(key, trouble);
  }

  /** Forgets the troubles of what is ready, or hopeless. */
  void forgetSettled() {
    troubles.keySet().retainAll(known.unresolved());
  }

  /** Whether each known version is ready, hopeless, or has been tried in vain at least once. */
  boolean tried() {
    return troubles.keySet().containsAll(known.unresolved());
  }

  /** Which version is not ready, and why. */
  String reason(VocabularyKey key) {
    String number =
        known
            .vocabulary(key.vocabularyId())
            .map(vocabulary -> " version " + vocabulary.getVersion())
            .orElse("");
    String profile = key.profile().equals(known.defaultKey().profile()) ? "" : "/" + key.profile();
    return "vocabulary %s%s%s waits: %s"
        .formatted(
            key.vocabularyId(),
            profile,
            number,
            troubles.getOrDefault(key, "it is being resolved") + meanwhile(key));
  }

  private String meanwhile(VocabularyKey key) {
    return known
        .newest(key)
        .map(
            serving ->
                ", version %d of index generation %d serves"
                    .formatted(serving.version(), serving.origin().indexGeneration()))
        .orElse("");
  }

  /** All that is not ready, for people; empty: nothing. */
  Optional<String> text() {
    Set<VocabularyKey> unresolved = known.unresolved();
    List<String> reasons = unresolved.stream().limit(3).map(this::reason).toList();
    String more = unresolved.size() > 3 ? "; and %d more".formatted(unresolved.size() - 3) : "";
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons) + more);
  }
}
