package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.List;

/**
 * An image of which everything is known but its categories.
 *
 * <p><b>Threads:</b> for one thread at a time.
 */
@FunctionalInterface
public interface EncodedImage {
  /**
   * Compares the image with categories; may be called again with others.
   *
   * @param categories whose prototypes come from the segmenter's backbone
   * @throws IllegalArgumentException if the bank's dimensions are not the encoders'
   */
  Segmentation segment(CategoryBank categories);

  /**
   * The same image, to be scored by other constants. What is done before categories are known stays
   * as it was, whatever the constants say of that.
   *
   * @throws UnsupportedOperationException if this image cannot
   */
  default EncodedImage scoredBy(SegmentationSettings settings) {
    throw new UnsupportedOperationException("this image is scored by its own settings only");
  }

  /**
   * Everything between the image and its mask, stage by stage, to compare with other programs; this
   * computes again and holds all scores at once.
   *
   * @param categories as for {@link #segment}
   * @return empty where nothing is kept
   */
  default List<StageArray> trace(CategoryBank categories) {
    return List.of();
  }
}
