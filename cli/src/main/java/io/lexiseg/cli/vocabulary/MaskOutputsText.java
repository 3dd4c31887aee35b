package io.lexiseg.cli.vocabulary;

import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What masks hold, in words. */
public final class MaskOutputsText {
  private MaskOutputsText() {}

  /** For example: {@code masks as PNG and POLYGONS within 2.0 px, with regions}; may be empty. */
  public static String of(MaskOutputs outputs) {
    List<String> parts = new ArrayList<>();
    if (!outputs.getForms().isEmpty()) {
      parts.add("masks as " + forms(outputs));
    }
    if (outputs.getRegions()) {
      parts.add("with regions");
    }
    return String.join(", ", parts);
  }

  private static String forms(MaskOutputs outputs) {
    float tolerance = outputs.getPolygonTolerance();
    return outputs.getForms().stream().map(MaskEncoding::name).collect(Collectors.joining(" and "))
        + (tolerance > 0 ? " within %s px".formatted(tolerance) : "");
  }
}
