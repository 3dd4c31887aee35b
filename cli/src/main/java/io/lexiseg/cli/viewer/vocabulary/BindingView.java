package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.cli.vocabulary.BindingText;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;

/**
 * A camera with its profile, what is dropped, and what its masks are, for people; empty: nothing is
 * said of it. {@code fields}: the same for a form.
 */
public record BindingView(
    String camera, String profile, String drop, String masks, BindingFields fields) {

  static BindingView of(CameraBinding binding) {
    return new BindingView(
        binding.getCameraId(),
        binding.getProfile().orElse(""),
        binding.getDropPolicy().map(BindingView::text).orElse(""),
        BindingText.of(binding),
        BindingFields.of(binding));
  }

  private static String text(DropPolicy policy) {
    long number = BindingFields.number(policy);
    return switch (policy.getRule()) {
      case EVERY -> "every frame";
      case LATEST -> "the newest frame";
      case MAX_AGE -> "frames up to %d ms old".formatted(number);
      case SAMPLE -> "each %d. frame".formatted(number);
    };
  }
}
