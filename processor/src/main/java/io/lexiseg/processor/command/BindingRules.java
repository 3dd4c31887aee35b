package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.TextRules;
import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.VocabularyCommand;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which cameras a command may bind to a vocabulary, or release from it. */
final class BindingRules {
  private static final int MAX_CAMERAS = 10_000;

  /** Pixels. */
  private static final int MAX_TOLERANCE = 100;

  private final Set<String> profiles;

  /**
   * Creates the rules.
   *
   * @param profiles names that bindings may use
   */
  BindingRules(Set<String> profiles) {
    this.profiles = Set.copyOf(profiles);
  }

  /**
   * Bindings of the command's cameras, by camera. What their masks hold, and how steady they are,
   * stays as it is, where the command does not say it.
   */
  Map<String, Optional<CameraBinding>> bound(
      VocabularyCommand command, CameraBindings bindings, Instant at) {
    requireCameras(command);
    requireProfile(command.getProfile());
    command.getDropPolicy().ifPresent(BindingRules::requireComplete);
    command.getOutputs().ifPresent(BindingRules::requireWritable);
    Map<String, Optional<CameraBinding>> bound = new LinkedHashMap<>();
    for (String camera : command.getCameraIds()) {
      CameraBinding.Builder binding = binding(camera, command, at);
      command
          .getOutputs()
          .or(() -> bindings.of(camera).flatMap(CameraBinding::getOutputs))
          .ifPresent(binding::setOutputs);
      command
          .getSteady()
          .or(() -> bindings.of(camera).map(CameraBinding::getSteady))
          .ifPresent(binding::setSteady);
      bound.put(camera, Optional.of(binding.build()));
    }
    return bound;
  }

  void requireProfile(Optional<String> profile) {
    if (profile.isPresent() && !profiles.contains(profile.get())) {
      throw new RefusedCommandException(
          "profile: expected one of %s, got '%s'".formatted(profiles, profile.get()));
    }
  }

  /** The command's cameras, each without a binding. */
  Map<String, Optional<CameraBinding>> released(
      VocabularyCommand command, CameraBindings bindings) {
    requireCameras(command);
    List<String> others =
        command.getCameraIds().stream()
            .filter(camera -> !isBound(bindings.of(camera), command.getVocabularyId()))
            .toList();
    if (!others.isEmpty()) {
      throw new RefusedCommandException(
          "cameras: expected those bound to vocabulary %s, but %s are not"
              .formatted(command.getVocabularyId(), others));
    }
    Map<String, Optional<CameraBinding>> released = new LinkedHashMap<>();
    command.getCameraIds().forEach(camera -> released.put(camera, Optional.empty()));
    return released;
  }

  /** Bindings of the command's cameras as they are, by camera. */
  Map<String, Optional<CameraBinding>> current(VocabularyCommand command, CameraBindings bindings) {
    requireCameras(command);
    Map<String, Optional<CameraBinding>> current = new LinkedHashMap<>();
    command.getCameraIds().forEach(camera -> current.put(camera, bindings.of(camera)));
    return current;
  }

  private static boolean isBound(Optional<CameraBinding> binding, String vocabularyId) {
    return binding.filter(one -> one.getVocabularyId().equals(vocabularyId)).isPresent();
  }

  private static void requireCameras(VocabularyCommand command) {
    List<String> cameras = command.getCameraIds();
    if (cameras.isEmpty() || cameras.size() > MAX_CAMERAS) {
      throw new RefusedCommandException(
          "cameras: expected 1 to %d, got %d".formatted(MAX_CAMERAS, cameras.size()));
    }
    cameras.forEach(camera -> TextRules.requireId("camera id", camera));
  }

  private static void requireComplete(DropPolicy policy) {
    long age = policy.getMaxAgeMillis().orElse(0L);
    int every = policy.getSampleEvery().orElse(0);
    if (policy.getRule() == DropRule.MAX_AGE && age < 1) {
      throw new RefusedCommandException(
          "drop policy: expected an age of at least 1 ms, got " + age);
    }
    if (policy.getRule() == DropRule.SAMPLE && every < 1) {
      throw new RefusedCommandException("drop policy: expected every n-th, n >= 1, got " + every);
    }
  }

  private static void requireWritable(MaskOutputs outputs) {
    List<MaskEncoding> forms = outputs.getForms();
    if (!MaskForms.WRITTEN.containsAll(forms)) {
      throw new RefusedCommandException(
          "forms: expected some of %s, got %s".formatted(MaskForms.WRITTEN, forms));
    }
    float tolerance = outputs.getPolygonTolerance();
    if (!(tolerance >= 0 && tolerance <= MAX_TOLERANCE)) {
      throw new RefusedCommandException(
          "polygon tolerance: expected 0 to %d pixels, got %s".formatted(MAX_TOLERANCE, tolerance));
    }
    if (tolerance > 0 && !forms.contains(MaskEncoding.POLYGONS)) {
      throw new RefusedCommandException(
          "polygon tolerance: expected POLYGONS among the forms, got " + forms);
    }
    if (tolerance > 0 && Set.copyOf(forms).size() == 1) {
      throw new RefusedCommandException(
          "forms: expected PNG or COCO_RLE beside polygons that are not exact, got " + forms);
    }
  }

  private static CameraBinding.Builder binding(
      String cameraId, VocabularyCommand command, Instant at) {
    CameraBinding.Builder binding =
        CameraBinding.newBuilder()
            .setCameraId(cameraId)
            .setVocabularyId(command.getVocabularyId())
            .setCommandId(command.getCommandId())
            .setBoundAt(at);
    command.getProfile().ifPresent(binding::setProfile);
    command.getDropPolicy().ifPresent(binding::setDropPolicy);
    return binding;
  }
}
