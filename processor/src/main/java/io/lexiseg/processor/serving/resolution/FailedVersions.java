package io.lexiseg.processor.serving.resolution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Versions that could not be resolved, whoever tries again; of each vocabulary the last one.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
public final class FailedVersions {
  private final Map<VocabularyKey, Failure> failures = new HashMap<>();

  private record Failure(int version, String message) {}

  /** Notes why a version could not be resolved. */
  public void failed(VocabularyKey key, int version, String message) {
    failures.put(key, new Failure(version, message));
  }

  /** A version serves: only a later one is still known to have failed. */
  public void resolved(VocabularyKey key, int version) {
    failures.computeIfPresent(key, (same, failure) -> failure.version() > version ? failure : null);
  }

  /** Forgets what was said of these. */
  public void forget(Set<VocabularyKey> keys) {
    failures.keySet().removeAll(keys);
  }

  /** Forgets all; returns whose it was. */
  public Set<VocabularyKey> forgetAll() {
    Set<VocabularyKey> keys = new HashSet<>(failures.keySet());
    failures.clear();
    return keys;
  }

  /** Whether a version or a later one has failed. */
  public boolean reach(VocabularyKey key, int version) {
    return Optional.ofNullable(failures.get(key))
        .filter(failure -> failure.version() >= version)
        .isPresent();
  }

  /** Why the last one that failed did. */
  public Optional<String> message(VocabularyKey key) {
    return Optional.ofNullable(failures.get(key)).map(Failure::message);
  }

  /** All of them, for people. */
  public Optional<String> text() {
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.toString());
  }
}
