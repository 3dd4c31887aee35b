package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.painting.BestScores;
import io.lexiseg.vision.timing.StageTimings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A segmented image.
 *
 * @param mask of the image's height and width
 * @param statistics one entry for each category present in the mask, by category
 * @param timings where the time went
 * @param scores what each pixel was won with; empty where it is not known
 * @param seenInstead what pixels of no category look like, most pixels first, a few
 * @param freshness how much of it was made anew
 */
public record Segmentation(
    Mask mask,
    List<CategoryStatistics> statistics,
    StageTimings timings,
    Optional<BestScores> scores,
    List<SeenNoun> seenInstead,
    Freshness freshness) {
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

  /**
   * How much of a mask was made anew, and how much is kept from pictures before.
   *
   * @param anew part of the picture, 0..1
   * @param oldest pictures since its oldest part was made anew, 0: all is new
   * @param disagreement where all was made anew after some of it was kept: part of what stood still
   *     whose best category is another now, 0..1
   */
  public record Freshness(double anew, int oldest, OptionalDouble disagreement) {
    /** Of a photograph. */
    public static final Freshness ALL = new Freshness(1, 0, OptionalDouble.empty());
  }

  /** Without scores. */
  public Segmentation(Mask mask, List<CategoryStatistics> statistics, StageTimings timings) {
    this(mask, statistics, timings, Optional.empty(), List.of(), Freshness.ALL);
  }

  /** The same mask for another picture. */
  Segmentation again(StageTimings others, Freshness other) {
    return new Segmentation(mask, statistics, others, scores, seenInstead, other);
  }
}
