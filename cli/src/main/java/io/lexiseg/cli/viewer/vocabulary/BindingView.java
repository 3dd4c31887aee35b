package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.cli.vocabulary.MaskOutputsText;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import java.util.List;
import java.util.Optional;

/**
 * A camera with its profile, what is dropped, and what its masks hold, for people; empty: nothing
 * is said of it. {@code fields}: the same as the fields of a form.
 */
public record BindingView(
    String camera, String profile, String drop, String masks, BindingFields fields) {
  private static final List<MaskEncoding> PNG = List.of(MaskEncoding.PNG);

  /**
   * What a form for a binding holds: {@code drop} as a rule, empty where none is said; {@code
   * dropNumber} of it, milliseconds or frames, 0 where it has none; forms of masks, the tolerance
   * of polygons in pixels, and whether regions are listed.
   */
  public record BindingFields(
      String drop, long dropNumber, List<MaskEncoding> forms, float tolerance, boolean regions) {}

  static BindingView of(CameraBinding binding) {
    Optional<MaskOutputs> outputs = binding.getOutputs();
    Optional<DropPolicy> policy = binding.getDropPolicy();
    return new BindingView(
        binding.getCameraId(),
        binding.getProfile().orElse(""),
        policy.map(BindingView::text).orElse(""),
        outputs.map(MaskOutputsText::of).orElse(""),
        new BindingFields(
            policy.map(DropPolicy::getRule).map(DropRule::name).orElse(""),
            policy.map(BindingView::number).orElse(0L),
            outputs.map(MaskOutputs::getForms).filter(forms -> !forms.isEmpty()).orElse(PNG),
            outputs.map(MaskOutputs::getPolygonTolerance).orElse(0f),
            outputs.map(MaskOutputs::getRegions).orElse(false)));
  }

  private static String text(DropPolicy policy) {
    return switch (policy.getRule()) {
      case EVERY -> "every frame";
      case LATEST -> "the newest frame";
      case MAX_AGE -> "frames up to %d ms old".formatted(number(policy));
      case SAMPLE -> "each %d. frame".formatted(number(policy));
    };
  }

  private static long number(DropPolicy policy) {
    return switch (policy.getRule()) {
      case MAX_AGE -> policy.getMaxAgeMillis().orElse(0L);
      case SAMPLE -> policy.getSampleEvery().orElse(1);
      default -> 0;
    };
  }
}
