package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.steady.SceneMemory;
import java.util.function.Supplier;

/**
 * Cuts images into the categories of a bank: the online stage, in the two halves that a live
 * vocabulary needs. The first half, nearly all of the time, knows no category; so whoever segments
 * a stream asks what the vocabulary is when the second begins.
 *
 * <p><b>Threads:</b> may be called from any number of threads; a call blocks until its result is
 * there.
 */
@FunctionalInterface
public interface Segmenter {
  /**
   * Does all that needs no category: superpixels, tokens, embeddings.
   *
   * @param image any size and aspect from 1x1
   * @param settings constants of the method
   */
  EncodedImage encode(RgbImage image, SegmentationSettings settings);

  /**
   * Segments one image, both halves at once.
   *
   * @param image any size and aspect from 1x1
   * @param categories whose prototypes come from this segmenter's backbone
   * @param settings constants of the method
   * @throws IllegalArgumentException if the bank's dimensions are not the encoders'
   */
  default Segmentation segment(
      RgbImage image, CategoryBank categories, SegmentationSettings settings) {
    return encode(image, settings).segment(categories);
  }

  /**
   * Segments the next image of a camera, both halves at once. Where the settings say {@code
   * steady}, what stands still since the image before is kept.
   *
   * @param image any size and aspect from 1x1
   * @param categories asked before the work, and after most of it
   * @param settings constants of the method
   * @param memory of this camera, changed; left as it was, or empty, where this throws
   * @throws IllegalArgumentException if the bank's dimensions are not the encoders'
   */
  default Segmentation segment(
      RgbImage image,
      Supplier<CategoryBank> categories,
      SegmentationSettings settings,
      SceneMemory<Segmentation> memory) {
    return encode(image, settings).segment(categories.get());
  }
}
