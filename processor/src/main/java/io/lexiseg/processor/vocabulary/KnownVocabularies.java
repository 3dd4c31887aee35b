package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the topics say and what is ready of it. A binding takes effect when its vocabulary is ready;
 * until then the camera keeps what it had.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
final class KnownVocabularies {
  private static final DropPolicy EVERY_FRAME = DropPolicy.newBuilder().build();

  private final String defaultProfile;
  private final String defaultVocabulary;
  private final Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
  private final Map<String, Set<String>> unanswered = new HashMap<>();
  private final Map<String, CameraBinding> waiting = new LinkedHashMap<>();
  private final Map<String, CameraBinding> effective = new HashMap<>();
  private final Map<String, String> hopeless = new HashMap<>();
  private final Map<VocabularyKey, ReadyVersions> resolved = new HashMap<>();
  private final Map<VocabularyKey, Failure> failures = new HashMap<>();

  /** Why a version could not be resolved, whoever tries again. */
  private record Failure(int version, String message) {}

  KnownVocabularies(String defaultProfile, String defaultVocabulary) {
    this.defaultProfile = defaultProfile;
    this.defaultVocabulary = defaultVocabulary;
  }

  void define(Vocabulary vocabulary) {
    String id = vocabulary.getVocabularyId();
    Vocabulary previous = vocabularies.get(id);
    if (previous != null
        && previous.getVersion() < vocabulary.getVersion()
        && !settled(defaultKey(id))) {
      lastCommand(previous).forEach(command -> postpone(id, command));
    }
    vocabularies.put(id, vocabulary);
  }

  /** Whether the newest version is ready under the default profile, or hopeless. */
  boolean settled(String vocabularyId) {
    return settled(defaultKey(vocabularyId));
  }

  /** Why the newest version is not ready under the default profile, if it is hopeless. */
  Optional<String> failure(Vocabulary vocabulary) {
    return Optional.ofNullable(failures.get(defaultKey(vocabulary.getVocabularyId())))
        .filter(failure -> failure.version() >= vocabulary.getVersion())
        .map(Failure::message);
  }

  /** A command is to be answered when the newest version is settled. */
  void postpone(String vocabularyId, String commandId) {
    unanswered.computeIfAbsent(vocabularyId, id -> new LinkedHashSet<>()).add(commandId);
  }

  /**
   * Commands that waited for the newest version to be settled, beside the one that made it; they
   * are forgotten.
   */
  List<String> takeUnanswered(Vocabulary vocabulary) {
    if (!settled(vocabulary.getVocabularyId())) {
      return List.of();
    }
    Set<String> commands = unanswered.remove(vocabulary.getVocabularyId());
    List<String> made = vocabulary.getRecentCommandIds();
    return commands == null
        ? List.of()
        : commands.stream()
            .filter(command -> made.isEmpty() || !command.equals(made.get(made.size() - 1)))
            .toList();
  }

  private VocabularyKey defaultKey(String vocabularyId) {
    return new VocabularyKey(vocabularyId, defaultProfile);
  }

  /** Forgets a vocabulary; returns the commands that still waited for it to be ready. */
  List<String> forget(String vocabularyId) {
    boolean pending = !settled(vocabularyId);
    Vocabulary gone = vocabularies.remove(vocabularyId);
    Set<String> commands = new LinkedHashSet<>();
    Set<String> postponed = unanswered.remove(vocabularyId);
    if (postponed != null) {
      commands.addAll(postponed);
    }
    if (pending && gone != null) {
      commands.addAll(lastCommand(gone));
    }
    resolved.keySet().removeIf(key -> key.vocabularyId().equals(vocabularyId));
    failures.keySet().removeIf(key -> key.vocabularyId().equals(vocabularyId));
    return List.copyOf(commands);
  }

  private static List<String> lastCommand(Vocabulary vocabulary) {
    List<String> commands = vocabulary.getRecentCommandIds();
    return commands.subList(Math.max(0, commands.size() - 1), commands.size());
  }

  /** Notes a binding; returns the one it takes the place of before that took effect. */
  Optional<CameraBinding> bind(CameraBinding binding) {
    return Optional.ofNullable(waiting.put(binding.getCameraId(), binding))
        .filter(before -> !before.getCommandId().equals(binding.getCommandId()));
  }

  /** Takes a binding away; returns it if it had not taken effect. */
  Optional<CameraBinding> unbind(String cameraId) {
    effective.remove(cameraId);
    hopeless.remove(cameraId);
    Optional<CameraBinding> waited = Optional.ofNullable(waiting.remove(cameraId));
    forgetUnused();
    return waited;
  }

  void resolved(
      VocabularyKey key, ResolvedVocabulary vocabulary, Optional<Long> effectiveFromMicros) {
    if (vocabularies.containsKey(key.vocabularyId())) {
      resolved
          .computeIfAbsent(key, none -> new ReadyVersions())
          .add(vocabulary, effectiveFromMicros);
      failures.computeIfPresent(
          key, (same, failure) -> failure.version() > vocabulary.version() ? failure : null);
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
  void renew(UnaryOperator<ResolvedVocabulary> successor) {
    resolved.values().forEach(versions -> versions.replaceAll(successor));
    failures.clear();
  }

  /** A version of a vocabulary, as far as it is kept. */
  Optional<Vocabulary> version(String vocabularyId, int version) {
    return vocabulary(vocabularyId)
        .flatMap(
            newest -> newest.getVersion() == version ? Optional.of(newest) : past(newest, version));
  }

  private static Optional<Vocabulary> past(Vocabulary newest, int version) {
    return newest.getHistory().stream()
        .filter(past -> past.getVersion() == version)
        .findFirst()
        .map(past -> vocabulary(newest.getVocabularyId(), past));
  }

  private static Vocabulary vocabulary(String vocabularyId, PastVersion past) {
    Vocabulary.Builder vocabulary =
        Vocabulary.newBuilder()
            .setVocabularyId(vocabularyId)
            .setVersion(past.getVersion())
            .setCategories(past.getCategories())
            .setChangedBy(past.getChangedBy())
            .setChangedAt(past.getChangedAt());
    past.getBackground().ifPresent(vocabulary::setBackground);
    past.getEffectiveFromMicros().ifPresent(vocabulary::setEffectiveFromMicros);
    return vocabulary.build();
  }

  boolean serves(VocabularyKey key) {
    return resolved.containsKey(key);
  }

  boolean serves(VocabularyKey key, int version) {
    ReadyVersions ready = resolved.get(key);
    return ready != null && ready.contains(version);
  }

  void failed(VocabularyKey key, int version, String message) {
    failures.put(key, new Failure(version, message));
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
  private void forgetUnused() {
    Set<VocabularyKey> used = new HashSet<>();
    effective.values().forEach(binding -> used.add(key(binding)));
    waiting.values().forEach(binding -> used.add(key(binding)));
    Predicate<VocabularyKey> unused =
        key -> !key.profile().equals(defaultProfile) && !used.contains(key);
    resolved.keySet().removeIf(unused);
    failures.keySet().removeIf(unused);
  }

  /** The version that serves a binding now; one that is kept no longer has its number only. */
  Optional<Vocabulary> serving(CameraBinding binding) {
    return Optional.ofNullable(resolved.get(key(binding)))
        .map(ready -> ready.newest().version())
        .flatMap(
            number ->
                version(binding.getVocabularyId(), number)
                    .or(
                        () ->
                            vocabulary(binding.getVocabularyId()).map(to -> numbered(to, number))));
  }

  private static Vocabulary numbered(Vocabulary newest, int version) {
    return Vocabulary.newBuilder(newest).setVersion(version).clearEffectiveFromMicros().build();
  }

  /** Lets bindings take effect whose vocabulary is ready; returns those. */
  List<CameraBinding> settleBindings() {
    List<CameraBinding> settled = new ArrayList<>();
    for (CameraBinding binding : waiting.values()) {
      if (resolved.containsKey(key(binding))) {
        settled.add(binding);
      }
    }
    for (CameraBinding binding : settled) {
      waiting.remove(binding.getCameraId());
      effective.put(binding.getCameraId(), binding);
      hopeless.remove(binding.getCameraId());
    }
    if (!settled.isEmpty()) {
      forgetUnused();
    }
    return settled;
  }

  /**
   * Bindings that wait for a version that cannot be made ready, with the reason; each is told once.
   * It still takes effect when a later version is ready.
   */
  Map<CameraBinding, String> takeHopelessBindings() {
    Map<CameraBinding, String> found = new LinkedHashMap<>();
    for (CameraBinding binding : waiting.values()) {
      Failure failure = failures.get(key(binding));
      if (failure != null
          && settled(key(binding))
          && !binding
              .getCommandId()
              .equals(hopeless.put(binding.getCameraId(), binding.getCommandId()))) {
        found.put(binding, failure.message());
      }
    }
    return found;
  }

  /** What has to be resolved now: newest versions that are neither ready nor hopeless. */
  Set<VocabularyKey> unresolved() {
    Set<VocabularyKey> keys = new LinkedHashSet<>();
    vocabularies.keySet().forEach(id -> keys.add(defaultKey(id)));
    effective.values().forEach(binding -> keys.add(key(binding)));
    waiting.values().forEach(binding -> keys.add(key(binding)));
    keys.removeIf(key -> settled(key));
    return keys;
  }

  private boolean settled(VocabularyKey key) {
    Vocabulary vocabulary = vocabularies.get(key.vocabularyId());
    if (vocabulary == null) {
      return true;
    }
    ReadyVersions ready = resolved.get(key);
    Failure failure = failures.get(key);
    return (ready != null && ready.newest().version() >= vocabulary.getVersion())
        || (failure != null && failure.version() >= vocabulary.getVersion());
  }

  Optional<Vocabulary> vocabulary(String vocabularyId) {
    return Optional.ofNullable(vocabularies.get(vocabularyId));
  }

  /** Whether something is being resolved that could serve a camera. */
  boolean mayComeFor(String cameraId) {
    Set<VocabularyKey> keys = new HashSet<>(Set.of(defaultKey(defaultVocabulary)));
    for (String name : List.of(cameraId, Topics.ANY_CAMERA)) {
      Optional.ofNullable(waiting.get(name)).ifPresent(binding -> keys.add(key(binding)));
      Optional.ofNullable(effective.get(name)).ifPresent(binding -> keys.add(key(binding)));
    }
    return keys.stream().anyMatch(key -> !settled(key));
  }

  boolean isEmpty() {
    return vocabularies.isEmpty();
  }

  /** What holds for a camera: its own binding, else that of every camera, else the default. */
  Optional<ActiveVocabulary> active(String cameraId, Instant capturedAt) {
    CameraBinding binding = effectiveBinding(cameraId);
    VocabularyKey key = binding == null ? defaultKey(defaultVocabulary) : key(binding);
    DropPolicy policy = binding == null ? EVERY_FRAME : binding.getDropPolicy().orElse(EVERY_FRAME);
    return Optional.ofNullable(resolved.get(key))
        .map(ready -> new ActiveVocabulary(ready.at(capturedAt), policy));
  }

  private @Nullable CameraBinding effectiveBinding(String cameraId) {
    CameraBinding own = existing(effective.get(cameraId));
    return own == null ? existing(effective.get(Topics.ANY_CAMERA)) : own;
  }

  /** Topics are read side by side: a vocabulary may be gone before the bindings to it are. */
  private @Nullable CameraBinding existing(@Nullable CameraBinding binding) {
    return binding == null || vocabularies.containsKey(binding.getVocabularyId()) ? binding : null;
  }

  /** Why nothing is ready, for people. */
  String failureText() {
    return failures.isEmpty() ? "" : ", failed: " + failures;
  }

  private VocabularyKey key(CameraBinding binding) {
    return new VocabularyKey(
        binding.getVocabularyId(), binding.getProfile().orElse(defaultProfile));
  }
}
