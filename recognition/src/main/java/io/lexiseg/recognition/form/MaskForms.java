package io.lexiseg.recognition.form;

import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the masks of a camera hold.
 *
 * @param forms of {@link #WRITTEN}, at least one; one of them is exact
 * @param tolerance farthest that an edge of pixels may lie from its polygon, pixels; 0: exact
 * @param regions whether connected regions are listed and followed
 */
public record MaskForms(Set<MaskEncoding> forms, double tolerance, boolean regions) {
  /** Forms that there are. */
  public static final Set<MaskEncoding> WRITTEN =
      Set.of(MaskEncoding.PNG, MaskEncoding.COCO_RLE, MaskEncoding.POLYGONS);

  /** PNG alone, without regions. */
  public static final MaskForms PNG = new MaskForms(Set.of(MaskEncoding.PNG), 0, false);

  /** Copies the forms. */
  public MaskForms {
    forms = Set.copyOf(forms);
  }

  /**
   * What a binding asks for. A form that this program does not write is left out; where no exact
   * one is left, PNG is added.
   */
  public static MaskForms of(MaskOutputs outputs) {
    double tolerance = outputs.getPolygonTolerance() > 0 ? outputs.getPolygonTolerance() : 0;
    Set<MaskEncoding> forms = EnumSet.noneOf(MaskEncoding.class);
    forms.addAll(outputs.getForms());
    forms.retainAll(WRITTEN);
    if (forms.isEmpty() || (tolerance > 0 && forms.equals(Set.of(MaskEncoding.POLYGONS)))) {
      forms.add(MaskEncoding.PNG);
    }
    return new MaskForms(forms, tolerance, outputs.getRegions());
  }

  boolean asks(MaskEncoding form) {
    return forms.contains(form);
  }
}
