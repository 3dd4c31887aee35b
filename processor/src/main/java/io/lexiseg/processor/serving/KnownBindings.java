package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.schemas.CameraBinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bindings of cameras, those in effect and those that wait until their vocabulary is ready, with
 * what each vocabulary is used under. One binding costs the same however many there are.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
final class KnownBindings {
  private final String defaultProfile;
  private final Map<String, CameraBinding> waiting = new HashMap<>();
  private final Map<String, CameraBinding> effective = new HashMap<>();

  /** In force before this process began, and not in effect again yet. */
  private final Map<String, CameraBinding> restored = new HashMap<>();

  private final Map<VocabularyKey, Set<String>> waitingFor = new HashMap<>();

  /** How many bindings, in effect or not, use a vocabulary, by profile. */
  private final Map<String, Map<VocabularyKey, Integer>> uses = new HashMap<>();

  /** The command of each binding that was told to be hopeless. */
  private final Map<String, String> hopeless = new HashMap<>();

  /**
   * What a change leaves behind.
   *
   * @param waited the binding that had not taken effect
   * @param unused keys that no binding uses any more
   */
  record Change(Optional<CameraBinding> waited, List<VocabularyKey> unused) {}

  KnownBindings(String defaultProfile) {
    this.defaultProfile = defaultProfile;
  }

  VocabularyKey key(CameraBinding binding) {
    return new VocabularyKey(
        binding.getVocabularyId(), binding.getProfile().orElse(defaultProfile));
  }

  /** Notes a binding that waits from now on. */
  Change bind(CameraBinding binding) {
    String camera = binding.getCameraId();
    VocabularyKey key = key(binding);
    use(key); // before another one is let go of
    Optional<CameraBinding> before = Optional.ofNullable(waiting.get(camera));
    List<VocabularyKey> unused = before.map(this::stopWaiting).orElse(List.of());
    waiting.put(camera, binding);
    waitingFor.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(camera);
    return new Change(before, unused);
  }

  /** Notes that a binding was in force before this process began. */
  void restore(CameraBinding binding) {
    use(key(binding)); // before another one is let go of
    dropRestored(binding.getCameraId(), new ArrayList<>());
    restored.put(binding.getCameraId(), binding);
  }

  private void dropRestored(String camera, List<VocabularyKey> unused) {
    Optional.ofNullable(restored.remove(camera)).ifPresent(gone -> release(key(gone), unused));
  }

  /** Takes what is bound to a camera away. */
  Change unbind(String camera) {
    hopeless.remove(camera);
    List<VocabularyKey> unused = new ArrayList<>();
    dropRestored(camera, unused);
    Optional.ofNullable(effective.remove(camera)).ifPresent(gone -> release(key(gone), unused));
    Optional<CameraBinding> waited = Optional.ofNullable(waiting.get(camera));
    waited.ifPresent(gone -> unused.addAll(stopWaiting(gone)));
    return new Change(waited, List.copyOf(unused));
  }

  private List<VocabularyKey> stopWaiting(CameraBinding binding) {
    waiting.remove(binding.getCameraId());
    VocabularyKey key = key(binding);
    waitingFor.computeIfPresent(key, (same, cameras) -> without(cameras, binding.getCameraId()));
    List<VocabularyKey> unused = new ArrayList<>();
    release(key, unused);
    return unused;
  }

  private static @Nullable Set<String> without(Set<String> cameras, String camera) {
    cameras.remove(camera);
    return cameras.isEmpty() ? null : cameras;
  }

  /** Lets those take effect that wait for a key. */
  List<CameraBinding> settle(VocabularyKey key, List<VocabularyKey> unused) {
    Set<String> cameras = waitingFor.remove(key);
    List<CameraBinding> settled = new ArrayList<>();
    for (String camera : cameras == null ? Set.<String>of() : cameras) {
      CameraBinding binding = Objects.requireNonNull(waiting.remove(camera));
      hopeless.remove(camera);
      CameraBinding before = effective.put(camera, binding);
      if (before != null) {
        release(key(before), unused);
      }
      dropRestored(camera, unused);
      settled.add(binding);
    }
    return settled;
  }

  /** Those that wait for a key and have not been told to be hopeless; told they are now. */
  List<CameraBinding> takeHopeless(VocabularyKey key) {
    return waitingFor.getOrDefault(key, Set.of()).stream()
        .map(camera -> Objects.requireNonNull(waiting.get(camera)))
        .filter(
            binding ->
                !binding
                    .getCommandId()
                    .equals(hopeless.put(binding.getCameraId(), binding.getCommandId())))
        .toList();
  }

  private void use(VocabularyKey key) {
    uses.computeIfAbsent(key.vocabularyId(), none -> new LinkedHashMap<>())
        .merge(key, 1, Integer::sum);
  }

  private void release(VocabularyKey key, List<VocabularyKey> unused) {
    Map<VocabularyKey, Integer> profiles = Objects.requireNonNull(uses.get(key.vocabularyId()));
    profiles.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    if (!profiles.containsKey(key)) {
      unused.add(key);
    }
    if (profiles.isEmpty()) {
      uses.remove(key.vocabularyId());
    }
  }

  boolean isUsed(VocabularyKey key) {
    return uses.getOrDefault(key.vocabularyId(), Map.of()).containsKey(key);
  }

  /** What a vocabulary is used under. */
  Set<VocabularyKey> keysOf(String vocabularyId) {
    return Set.copyOf(uses.getOrDefault(vocabularyId, Map.of()).keySet());
  }

  /** Whether a binding holds and no other waits to take its place. */
  boolean isInEffect(CameraBinding binding) {
    String camera = binding.getCameraId();
    return Optional.ofNullable(effective.get(camera)).filter(binding::equals).isPresent()
        && !waiting.containsKey(camera);
  }

  Optional<CameraBinding> waiting(String camera) {
    return Optional.ofNullable(waiting.get(camera));
  }

  /** What was bound to a camera last and is, or was, in effect. */
  Optional<CameraBinding> inForce(String camera) {
    return Optional.ofNullable(effective.get(camera))
        .or(() -> Optional.ofNullable(restored.get(camera)));
  }
}
