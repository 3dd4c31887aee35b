package io.lexiseg.recognition.model;

import io.lexiseg.recognition.category.Support;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.vision.setting.SupportScale;

/** Words how well the index knows a category, by the scale of a pack. */
final class SupportRecords {
  private final SupportScale scale;

  SupportRecords(SupportScale scale) {
    this.scale = scale;
  }

  /**
   * The record of a category.
   *
   * @param exemplars how many it has; with any, it needs no index
   */
  CategorySupport of(int exemplars, Support support) {
    return CategorySupport.newBuilder()
        .setCategory(support.category())
        .setLevel(exemplars > 0 ? SupportLevel.STRONG : level(support))
        .setExemplars(exemplars)
        .setNearest(
            support.nearest().stream()
                .map(nearest -> new NearestKey(nearest.noun(), nearest.similarity()))
                .toList())
        .build();
  }

  private SupportLevel level(Support support) {
    if (support.prototypes() == 0) {
      return SupportLevel.NONE;
    }
    if (scale.isNone()) {
      return SupportLevel.UNKNOWN;
    }
    double score = scale.score(support.bestSimilarity(), support.lead());
    if (score >= scale.strong()) {
      return SupportLevel.STRONG;
    }
    return score >= scale.weak() ? SupportLevel.WEAK : SupportLevel.NONE;
  }
}
