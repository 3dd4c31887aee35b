package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.SteadyMasks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a camera uses a vocabulary, as the fields of a form hold it.
 *
 * @param drop rule by which frames are left out; empty: none is said
 * @param dropNumber of that rule, milliseconds or frames; 0: it has none
 * @param forms of masks, at least one
 * @param tolerance of polygons, pixels
 * @param regions whether connected regions are listed
 */
public record BindingFields(
    String drop, long dropNumber, List<MaskEncoding> forms, float tolerance, boolean regions) {
  private static final List<MaskEncoding> PNG = List.of(MaskEncoding.PNG);

  /** Copies the list. */
  public BindingFields {
    forms = List.copyOf(forms);
  }

  static BindingFields of(CameraBinding binding) {
    Optional<DropPolicy> policy = binding.getDropPolicy();
    Optional<MaskOutputs> outputs = binding.getOutputs();
    return new BindingFields(
        policy.map(DropPolicy::getRule).map(DropRule::name).orElse(""),
        policy.map(BindingFields::number).orElse(0L),
        outputs.map(MaskOutputs::getForms).filter(forms -> !forms.isEmpty()).orElse(PNG),
        outputs.map(MaskOutputs::getPolygonTolerance).orElse(0f),
        outputs.map(MaskOutputs::getRegions).orElse(false));
  }

  /** Milliseconds or frames of a rule; 0: it has none. */
  static long number(DropPolicy policy) {
    return switch (policy.getRule()) {
      case MAX_AGE -> policy.getMaxAgeMillis().orElse(0L);
      case SAMPLE -> policy.getSampleEvery().orElse(1);
      default -> 0;
    };
  }

  /**
   * {@code drop} as EVERY, LATEST, MAX_AGE or SAMPLE, the last two with {@code dropNumber}.
   *
   * @throws IllegalArgumentException if it is none, or its number is missing
   */
  static DropPolicy policy(WishFields fields) {
    String rule = fields.text("drop");
    DropPolicy.Builder policy = DropPolicy.newBuilder();
    return switch (rule) {
      case "EVERY", "LATEST" -> policy.setRule(DropRule.valueOf(rule)).build();
      case "MAX_AGE" ->
          policy
              .setRule(DropRule.MAX_AGE)
              .setMaxAgeMillis((long) fields.number("dropNumber"))
              .build();
      case "SAMPLE" ->
          policy.setRule(DropRule.SAMPLE).setSampleEvery(fields.number("dropNumber")).build();
      default ->
          throw new IllegalArgumentException(
              "drop: expected EVERY, LATEST, MAX_AGE or SAMPLE, got '%s'".formatted(rule));
    };
  }

  /**
   * {@code forms}, {@code tolerance} and {@code regions}, each may be missing.
   *
   * @throws IllegalArgumentException if a form is unknown, or the tolerance is no number
   */
  static MaskOutputs outputs(WishFields fields) {
    return new MaskOutputs(
        fields.lines("forms").stream().map(BindingFields::form).toList(),
        fields.decimal("tolerance").orElse(0f),
        fields.is("regions"));
  }

  /**
   * {@code steady} as PROFILE, OFF, NORMAL or STRONG.
   *
   * @throws IllegalArgumentException if it is none
   */
  static SteadyMasks steady(WishFields fields) {
    String how = fields.text("steady");
    return Arrays.stream(SteadyMasks.values())
        .filter(one -> one.name().equals(how))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "steady: expected one of %s, got '%s'"
                        .formatted(List.of(SteadyMasks.values()), how)));
  }

  private static MaskEncoding form(String name) {
    return MaskForms.WRITTEN.stream()
        .filter(written -> written.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "forms: expected some of %s, got '%s'"
                        .formatted(new TreeSet<>(MaskForms.WRITTEN), name)));
  }
}
