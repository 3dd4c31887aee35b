package io.lexiseg.vision.superpixel;

import io.lexiseg.vision.image.RgbImage;

/**
 * Cuts an image into superpixels.
 *
 * <p><b>Threads:</b> implementations may be called from any number of threads at once.
 */
public interface SuperpixelAlgorithm extends AutoCloseable {
  /**
   * Numbers the superpixels of an image in raster order of first appearance.
   *
   * @param image any size from 1x1
   * @return a map of the image's height and width, owned by the caller
   */
  LabelMap segment(RgbImage image);

  /** Releases networks, if there are any; the last call. */
  @Override
  default void close() {}
}
