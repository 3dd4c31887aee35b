package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.painting.BestScores;
import java.util.List;
import java.util.Optional;

/**
 * A segmented image.
 *
 * @param mask of the image's height and width
 * @param statistics one entry for each category present in the mask, by category
 * @param timings where the time went
 * @param scores what each pixel was won with; empty where it is not known
 */
public record Segmentation(
    Mask mask,
    List<CategoryStatistics> statistics,
    StageTimings timings,
    Optional<BestScores> scores) {
  public Segmentation {
    statistics = List.copyOf(statistics);
  }

  /** Without scores. */
  public Segmentation(Mask mask, List<CategoryStatistics> statistics, StageTimings timings) {
    this(mask, statistics, timings, Optional.empty());
  }
}
