package io.lexiseg.processor.serving;

import io.lexiseg.processor.command.VersionHistory;
import io.lexiseg.processor.serving.resolution.FailedVersions;
import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the topics say and what is ready of it. A binding takes effect when its vocabulary is ready;
 * until then the camera keeps what it had. Those that the tables hold at start count as having been
 * in force before.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
final class KnownVocabularies {
  private final String defaultProfile;
  private final String defaultVocabulary;
  private final Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
  private final KnownBindings bindings;
  private final Map<VocabularyKey, ReadyVersions> resolved = new HashMap<>();
  private final FailedVersions failures = new FailedVersions();
  private Profiles profiles;
  private boolean loading;

  private final FallenNumbers fallen = new FallenNumbers();

  /** Newest versions that are neither ready with the generation in use nor hopeless. */
  private final Set<VocabularyKey> unresolved = new LinkedHashSet<>();

  /** Where bindings may take effect, or have become hopeless, since that was last looked at. */
  private final Set<VocabularyKey> touched = new LinkedHashSet<>();

  KnownVocabularies(Profiles profiles, String defaultVocabulary) {
    this.defaultProfile = profiles.defaultName();
    this.profiles = profiles;
    this.defaultVocabulary = defaultVocabulary;
    this.bindings = new KnownBindings(defaultProfile);
  }

  /** What versions are resolved under now. */
  Profiles profiles() {
    return profiles;
  }

  /** Whether what comes is what the tables hold at start. */
  void loading(boolean now) {
    loading = now;
  }

  void define(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    Vocabulary previous = vocabularies.get(id);
    if (previous != null && fallen.note(previous, vocabulary)) {
      beginAnew(id);
    }
    vocabularies.put(id, vocabulary);
    review(id);
  }

  /** What is ready serves until the first version of the new numbers is. */
  private void beginAnew(String vocabularyId) {
    for (VocabularyKey key : keysOf(vocabularyId)) {
      Optional.ofNullable(resolved.get(key)).ifPresent(ReadyVersions::beginAnew);
    }
    failures.forget(keysOf(vocabularyId));
  }

  private Set<VocabularyKey> keysOf(String vocabularyId) {
    Set<VocabularyKey> keys = new HashSet<>(bindings.keysOf(vocabularyId));
    keys.add(defaultKey(vocabularyId));
    return keys;
  }

  /** What is wrong with the numbers of versions, for people. */
  FallenNumbers fallen() {
    return fallen;
  }

  private void review(String vocabularyId) {
    review(defaultKey(vocabularyId));
    bindings.keysOf(vocabularyId).forEach(this::review);
  }

  /** Notes what a change of anything that a key depends on means. */
  private void review(VocabularyKey key) {
    touched.add(key);
    boolean wanted =
        (vocabularies.containsKey(key.vocabularyId()) && key.profile().equals(defaultProfile))
            || bindings.isUsed(key);
    if (wanted && (!settled(key) || outdated(key))) {
      unresolved.add(key);
    } else {
      unresolved.remove(key);
    }
  }

  /** Whether the newest version is ready under the default profile, or hopeless. */
  boolean settled(String vocabularyId) {
    return settled(defaultKey(vocabularyId));
  }

  /** Why the newest version is not ready under the default profile, if it is hopeless. */
  Optional<String> failure(Vocabulary vocabulary) {
    VocabularyKey key = defaultKey(vocabulary.getVocabularyId());
    return failures.reach(key, vocabulary.getVersion()) ? failures.message(key) : Optional.empty();
  }

  /** What cameras use that nothing is bound to. */
  VocabularyKey defaultKey() {
    return defaultKey(defaultVocabulary);
  }

  private VocabularyKey defaultKey(String vocabularyId) {
    return new VocabularyKey(vocabularyId, defaultProfile);
  }

  /** Forgets a vocabulary. */
  void forget(String vocabularyId) {
    vocabularies.remove(vocabularyId);
    fallen.forget(vocabularyId);
    Set<VocabularyKey> keys = keysOf(vocabularyId);
    resolved.keySet().removeAll(keys);
    failures.forget(keys);
    review(vocabularyId);
  }

  /** Notes a binding; returns the one it takes the place of before that took effect. */
  Optional<CameraBinding> bind(CameraBinding binding) {
    if (bindings.isInEffect(binding)) {
      return Optional.empty(); // told again
    }
    if (loading) {
      bindings.restore(binding);
    }
    KnownBindings.Change change = bindings.bind(binding);
    forgetUnused(change.unused());
    review(bindings.key(binding));
    return change.waited().filter(before -> !before.getCommandId().equals(binding.getCommandId()));
  }

  /** Takes a binding away; returns it if it had not taken effect. */
  Optional<CameraBinding> unbind(String cameraId) {
    KnownBindings.Change change = bindings.unbind(cameraId);
    forgetUnused(change.unused());
    return change.waited();
  }

  void resolved(
      VocabularyKey key, ResolvedVocabulary vocabulary, Optional<Long> effectiveFromMicros) {
    if (vocabulary(key.vocabularyId())
        .filter(newest -> newest.getVersion() >= vocabulary.version())
        .isPresent()) {
      resolved
          .computeIfAbsent(key, none -> new ReadyVersions())
          .add(vocabulary, effectiveFromMicros);
      failures.resolved(key, vocabulary.version());
      review(key);
    }
  }

  /** The newest version of each that serves. */
  List<ResolvedVocabulary> serving() {
    return resolved.values().stream().map(ReadyVersions::newest).toList();
  }

  /** Every version that serves, or will when its time has come. */
  List<ResolvedVocabulary> ready() {
    return resolved.values().stream().flatMap(ReadyVersions::all).toList();
  }

  /** Puts others in the place of versions that serve; what failed may be tried again. */
  void renew(Profiles next, UnaryOperator<ResolvedVocabulary> successor) {
    profiles = next;
    resolved.values().forEach(versions -> versions.replaceAll(successor));
    Set<VocabularyKey> changed = failures.forgetAll();
    changed.addAll(resolved.keySet());
    changed.forEach(this::review);
  }

  /** A version of a vocabulary, as far as it is kept. */
  Optional<Vocabulary> version(String vocabularyId, int version) {
    return vocabulary(vocabularyId).flatMap(newest -> VersionHistory.version(newest, version));
  }

  boolean serves(VocabularyKey key) {
    return resolved.containsKey(key);
  }

  /** Whether a version serves with the index generation in use. */
  boolean serves(VocabularyKey key, int version) {
    return ready(key, version)
        .filter(ready -> ready.origin().equals(profiles.origin()))
        .isPresent();
  }

  /** A version that serves, whatever it was resolved with. */
  Optional<ResolvedVocabulary> ready(VocabularyKey key, int version) {
    return Optional.ofNullable(resolved.get(key)).flatMap(ready -> ready.find(version));
  }

  /** The newest version that is ready. */
  Optional<ResolvedVocabulary> newest(VocabularyKey key) {
    return Optional.ofNullable(resolved.get(key)).map(ReadyVersions::newest);
  }

  /**
   * The version that is ready and holds for frames of a capture time. A later one does instead, but
   * not while the right one may still come.
   */
  Optional<ResolvedVocabulary> at(VocabularyKey key, Instant capturedAt) {
    return Optional.ofNullable(resolved.get(key))
        .filter(ready -> ready.holdsFor(capturedAt) || settled(key))
        .map(ready -> ready.at(capturedAt));
  }

  void failed(VocabularyKey key, int version, String message) {
    failures.failed(key, version, message);
    review(key);
  }

  /**
   * The newest version that is ready of the same vocabulary and profile and holds for a frame of
   * that capture time; none: the given one.
   */
  ResolvedVocabulary newest(ResolvedVocabulary taken, Instant capturedAt) {
    ReadyVersions ready = resolved.get(new VocabularyKey(taken.vocabularyId(), taken.profile()));
    return ready == null ? taken : ready.at(capturedAt);
  }

  /** Nobody keeps up to date what no camera uses under a profile of its own. */
  private void forgetUnused(List<VocabularyKey> unused) {
    for (VocabularyKey key : unused) {
      if (!key.profile().equals(defaultProfile)) {
        resolved.remove(key);
        failures.forget(Set.of(key));
      }
      review(key);
    }
  }

  /** Keys of which something has changed since this was asked last. */
  Set<VocabularyKey> takeTouched() {
    Set<VocabularyKey> taken = new LinkedHashSet<>(touched);
    touched.clear();
    return taken;
  }

  /** Lets bindings take effect that wait for one of these and whose vocabulary is ready. */
  List<CameraBinding> settleBindings(Set<VocabularyKey> keys) {
    List<CameraBinding> settled = new ArrayList<>();
    List<VocabularyKey> unused = new ArrayList<>();
    keys.stream()
        .filter(resolved::containsKey)
        .forEach(key -> settled.addAll(bindings.settle(key, unused)));
    forgetUnused(unused);
    return settled;
  }

  /**
   * Bindings that wait for a version of one of these that cannot be made ready, with the reason;
   * each is told once. It still takes effect when a later version is ready.
   */
  Map<CameraBinding, String> takeHopelessBindings(Set<VocabularyKey> keys) {
    Map<CameraBinding, String> found = new LinkedHashMap<>();
    for (VocabularyKey key : keys) {
      if (settled(key)) {
        failures
            .message(key)
            .ifPresent(
                why -> bindings.takeHopeless(key).forEach(binding -> found.put(binding, why)));
      }
    }
    return found;
  }

  /** What has to be resolved now: newest versions that are neither ready nor hopeless. */
  Set<VocabularyKey> unresolved() {
    return Collections.unmodifiableSet(unresolved);
  }

  private boolean outdated(VocabularyKey key) {
    return !hopeless(key)
        && newest(key).filter(ready -> !ready.origin().equals(profiles.origin())).isPresent();
  }

  private boolean hopeless(VocabularyKey key) {
    return vocabulary(key.vocabularyId())
        .filter(newest -> failures.reach(key, newest.getVersion()))
        .isPresent();
  }

  private boolean settled(VocabularyKey key) {
    Vocabulary vocabulary = vocabularies.get(key.vocabularyId());
    if (vocabulary == null) {
      return true;
    }
    ReadyVersions ready = resolved.get(key);
    return (ready != null && ready.reaches(vocabulary.getVersion())) || hopeless(key);
  }

  Optional<Vocabulary> vocabulary(String vocabularyId) {
    return Optional.ofNullable(vocabularies.get(vocabularyId));
  }

  /** What a camera would use if it were ready. */
  List<VocabularyKey> waitingFor(String cameraId) {
    return Stream.of(cameraId, Topics.ANY_CAMERA)
        .flatMap(name -> Stream.of(bindings.waiting(name), bindings.inForce(name)))
        .flatMap(Optional::stream)
        .map(bindings::key)
        .toList();
  }

  /** Whether something is being resolved that could serve. */
  boolean mayCome(VocabularyKey key) {
    return !settled(key);
  }

  boolean isEmpty() {
    return vocabularies.isEmpty();
  }

  /** Whether nothing can be segmented although there are vocabularies. */
  boolean serveNothing() {
    return !vocabularies.isEmpty() && resolved.isEmpty();
  }

  /** The binding that a camera follows: its own, else that of every camera. */
  Optional<CameraBinding> inForce(String cameraId) {
    return Stream.of(cameraId, Topics.ANY_CAMERA)
        .flatMap(name -> bindings.inForce(name).stream())
        .filter(this::canServe)
        .findFirst();
  }

  /**
   * Topics are read side by side: a vocabulary may be gone before the bindings to it are. One that
   * failed for good serves nobody.
   */
  private boolean canServe(CameraBinding binding) {
    VocabularyKey key = bindings.key(binding);
    return vocabularies.containsKey(key.vocabularyId())
        && (resolved.containsKey(key) || !hopeless(key));
  }

  /** What a binding is to. */
  VocabularyKey key(CameraBinding binding) {
    return bindings.key(binding);
  }

  /** Why nothing is ready, for people. */
  String failureText() {
    return failures.text().map(text -> ", failed: " + text).orElse("");
  }
}
