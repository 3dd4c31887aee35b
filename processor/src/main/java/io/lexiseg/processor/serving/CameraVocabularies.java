package io.lexiseg.processor.serving;

import io.lexiseg.processor.serving.resolution.VocabularyKey;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.SteadyMasks;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.steady.Steadiness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what there is to segment a camera with, now. Never waits.
 *
 * <p><b>Threads:</b> guarded by its owner.
 */
final class CameraVocabularies {
  private static final DropPolicy EVERY_FRAME = DropPolicy.newBuilder().build();
  private static final String DEFINE =
      "no vocabulary yet: ./lexiseg vocabulary define \"road, person, car\"";

  private final KnownVocabularies known;
  private final PendingVersions pending;

  CameraVocabularies(KnownVocabularies known, PendingVersions pending) {
    this.known = known;
    this.pending = pending;
  }

  /** What holds for a camera: its own binding, else that of every camera, else the default. */
  CameraVocabulary of(String cameraId, Instant capturedAt) {
    Optional<CameraBinding> binding = known.inForce(cameraId);
    VocabularyKey key = binding.map(known::key).orElseGet(known::defaultKey);
    Optional<DropPolicy> policy = binding.flatMap(CameraBinding::getDropPolicy);
    Optional<ResolvedVocabulary> ready = known.at(key, capturedAt);
    return ready.isPresent()
        ? new CameraVocabulary.Serving(
            new ActiveVocabulary(
                ready.get(),
                settings(ready.get(), binding),
                policy.orElse(EVERY_FRAME),
                policy.isPresent(),
                binding
                    .flatMap(CameraBinding::getOutputs)
                    .map(MaskForms::of)
                    .orElse(MaskForms.PNG)))
        : without(cameraId, key, policy);
  }

  private static SegmentationSettings settings(
      ResolvedVocabulary ready, Optional<CameraBinding> binding) {
    SegmentationSettings settings = ready.settings();
    return switch (binding.map(CameraBinding::getSteady).orElse(SteadyMasks.PROFILE)) {
      case PROFILE -> settings;
      case OFF -> settings.with(Steadiness.OFF);
      case NORMAL -> settings.with(Steadiness.NORMAL);
      case STRONG -> settings.with(Steadiness.STRONG);
    };
  }

  private CameraVocabulary without(
      String cameraId, VocabularyKey key, Optional<DropPolicy> policy) {
    if (known.isEmpty()) {
      return pending(DEFINE, policy, false);
    }
    List<VocabularyKey> hopes = new ArrayList<>(List.of(key));
    hopes.addAll(known.waitingFor(cameraId));
    hopes.add(known.defaultKey());
    return hopes.stream()
        .filter(known::mayCome)
        .findFirst()
        .<CameraVocabulary>map(hope -> pending(pending.reason(hope), policy, true))
        .orElseGet(() -> none(cameraId));
  }

  private static CameraVocabulary pending(
      String reason, Optional<DropPolicy> policy, boolean defined) {
    return new CameraVocabulary.Pending(
        reason, policy.orElse(EVERY_FRAME), policy.isPresent(), defined);
  }

  private CameraVocabulary none(String cameraId) {
    return new CameraVocabulary.None(
        new RecordException.NoVocabulary(
            ("camera %s: expected a vocabulary bound to it, or a default one, found none%s;"
                    + " ./lexiseg vocabulary define --vocabulary %s, or bind the camera")
                .formatted(cameraId, known.failureText(), known.defaultKey().vocabularyId())));
  }
}
