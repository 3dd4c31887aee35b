package io.lexiseg.cli.vocabulary;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.SteadyMasks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a binding says of a camera's masks, in words. */
public final class BindingText {
  private BindingText() {}

  /**
   * For example: {@code masks as PNG and POLYGONS within 2.0 px, with regions, steady STRONG};
   * empty: nothing is said.
   */
  public static String of(CameraBinding binding) {
    List<String> parts = new ArrayList<>();
    binding.getOutputs().ifPresent(outputs -> add(parts, outputs));
    if (binding.getSteady() != SteadyMasks.PROFILE) {
      parts.add("steady " + binding.getSteady());
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, MaskOutputs outputs) {
    if (!outputs.getForms().isEmpty()) {
      parts.add("masks as " + forms(outputs));
    }
    if (outputs.getRegions()) {
      parts.add("with regions");
    }
  }

  private static String forms(MaskOutputs outputs) {
    float tolerance = outputs.getPolygonTolerance();
    return outputs.getForms().stream().map(MaskEncoding::name).collect(Collectors.joining(" and "))
        + (tolerance > 0 ? " within %s px".formatted(tolerance) : "");
  }
}
