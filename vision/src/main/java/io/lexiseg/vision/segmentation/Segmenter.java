package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.similarity.CategoryBank;

/**
 * Cuts an image into the categories of a bank: the online stage as one call.
 *
 * <p><b>Threads:</b> may be called from any number of threads; a call blocks until its mask is
 * there.
 */
public interface Segmenter {
  /**
   * Segments one image.
   *
   * @param image any size and aspect from 1x1
   * @param categories whose prototypes come from this segmenter's backbone
   * @param settings constants of the method
   * @throws IllegalArgumentException if the bank's dimensions are not the encoders'
   */
  Segmentation segment(RgbImage image, CategoryBank categories, SegmentationSettings settings);
}
