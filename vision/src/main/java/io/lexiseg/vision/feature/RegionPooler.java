package io.lexiseg.vision.feature;

import io.lexiseg.vision.superpixel.LabelMap;

/**
 * Averages the tokens of a grid over each region of a label map that covers the same window.
 *
 * <p><b>Threads:</b> implementations hold no state. Sums run in {@code double} in raster order, so
 * a result does not depend on threads.
 */
public interface RegionPooler {
  /**
   * Pools tokens.
   *
   * @param map regions of the window, in pixels
   * @param grid tokens of the window, any number of rows and columns
   * @throws IllegalStateException if a pooled value is not finite, that is, if the encoder gave a
   *     token that is not
   */
  RegionFeatures pool(LabelMap map, TokenGrid grid);
}
