package io.lexiseg.processor.vocabulary;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Map<String, List<String>> overtaken = new HashMap<>();
  private final Map<String, CameraBinding> waiting = new LinkedHashMap<>();
  private final Map<String, CameraBinding> effective = new HashMap<>();
  private final Map<VocabularyKey, ResolvedVocabulary> resolved = new HashMap<>();
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
    if (previous != null && !settled(new VocabularyKey(id, defaultProfile))) {
      List<String> commands = previous.getRecentCommandIds();
      overtaken
          .computeIfAbsent(id, key -> new ArrayList<>())
          .addAll(commands.subList(Math.max(0, commands.size() - 1), commands.size()));
    }
    vocabularies.put(id, vocabulary);
  }

  /** Commands whose version was overtaken by the newest one; asked for, they are forgotten. */
  List<String> takeOvertaken(String vocabularyId) {
    List<String> commands = overtaken.remove(vocabularyId);
    return commands == null ? List.of() : commands;
  }

  void forget(String vocabularyId) {
    vocabularies.remove(vocabularyId);
    overtaken.remove(vocabularyId);
    resolved.keySet().removeIf(key -> key.vocabularyId().equals(vocabularyId));
    failures.keySet().removeIf(key -> key.vocabularyId().equals(vocabularyId));
  }

  void bind(CameraBinding binding) {
    waiting.put(binding.getCameraId(), binding);
  }

  void unbind(String cameraId) {
    waiting.remove(cameraId);
    effective.remove(cameraId);
  }

  void resolved(VocabularyKey key, ResolvedVocabulary vocabulary) {
    if (vocabularies.containsKey(key.vocabularyId())) {
      resolved.put(key, vocabulary);
      failures.computeIfPresent(
          key, (same, failure) -> failure.version() > vocabulary.version() ? failure : null);
    }
  }

  /** Every version that serves. */
  List<ResolvedVocabulary> serving() {
    return List.copyOf(resolved.values());
  }

  /** Puts others in the place of versions that serve; what failed may be tried again. */
  void renew(UnaryOperator<ResolvedVocabulary> successor) {
    resolved.replaceAll((key, old) -> successor.apply(old));
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
        .map(
            past -> {
              Vocabulary.Builder earlier =
                  Vocabulary.newBuilder()
                      .setVocabularyId(newest.getVocabularyId())
                      .setVersion(version)
                      .setCategories(past.getCategories())
                      .setChangedBy(past.getChangedBy())
                      .setChangedAt(past.getChangedAt());
              past.getBackground().ifPresent(earlier::setBackground);
              return earlier.build();
            });
  }

  boolean serves(VocabularyKey key) {
    return resolved.containsKey(key);
  }

  void failed(VocabularyKey key, int version, String message) {
    failures.put(key, new Failure(version, message));
  }

  /** The newest version that is ready of the same vocabulary and profile; none: the given one. */
  ResolvedVocabulary newest(ResolvedVocabulary taken) {
    return resolved.getOrDefault(new VocabularyKey(taken.vocabularyId(), taken.profile()), taken);
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
    }
    return settled;
  }

  /** What has to be resolved now: newest versions that are neither ready nor hopeless. */
  Set<VocabularyKey> unresolved() {
    Set<VocabularyKey> keys = new LinkedHashSet<>();
    vocabularies.keySet().forEach(id -> keys.add(new VocabularyKey(id, defaultProfile)));
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
    ResolvedVocabulary ready = resolved.get(key);
    Failure failure = failures.get(key);
    return (ready != null && ready.version() >= vocabulary.getVersion())
        || (failure != null && failure.version() >= vocabulary.getVersion());
  }

  Optional<Vocabulary> vocabulary(String vocabularyId) {
    return Optional.ofNullable(vocabularies.get(vocabularyId));
  }

  boolean isEmpty() {
    return vocabularies.isEmpty();
  }

  /** What holds for a camera: its own binding, else that of every camera, else the default. */
  Optional<ActiveVocabulary> active(String cameraId) {
    CameraBinding binding = effectiveBinding(cameraId);
    VocabularyKey key =
        binding == null ? new VocabularyKey(defaultVocabulary, defaultProfile) : key(binding);
    DropPolicy policy = binding == null ? EVERY_FRAME : binding.getDropPolicy().orElse(EVERY_FRAME);
    return Optional.ofNullable(resolved.get(key)).map(ready -> new ActiveVocabulary(ready, policy));
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
