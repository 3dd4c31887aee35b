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
 * @param seenInstead what pixels of no category look like, most pixels first, a few
 */
public record Segmentation(
    Mask mask,
    List<CategoryStatistics> statistics,
    StageTimings timings,
    Optional<BestScores> scores,
    List<SeenNoun> seenInstead) {
  public Segmentation {
    statistics = List.copyOf(statistics);
    seenInstead = List.copyOf(seenInstead);
  }

  /**
   * A noun that nobody named.
   *
   * @param noun as the index has it
   * @param pixels that look like it, at least 1
   */
  public record SeenNoun(String noun, long pixels) {}

  /** Without scores. */
  public Segmentation(Mask mask, List<CategoryStatistics> statistics, StageTimings timings) {
    this(mask, statistics, timings, Optional.empty(), List.of());
  }
}
