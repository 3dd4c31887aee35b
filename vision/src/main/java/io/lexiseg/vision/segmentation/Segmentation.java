package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import java.util.List;

/**
 * A segmented image.
 *
 * @param mask of the image's height and width
 * @param statistics one entry for each category present in the mask, by category
 * @param timings where the time went
 */
public record Segmentation(Mask mask, List<CategoryStatistics> statistics, StageTimings timings) {
  public Segmentation {
    statistics = List.copyOf(statistics);
  }
}
