package io.lexiseg.vision.setting;

import io.lexiseg.vision.setting.SegmentationSettings.Pooling;
import io.lexiseg.vision.superpixel.NoSuperpixels;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import io.lexiseg.vision.view.Views;

/**
 * What is classified as one piece.
 *
 * @param superpixels which are cut, per window; without any, each token is classified and scores
 *     are interpolated to pixels
 * @param pooling how a superpixel's feature is formed; without meaning where there are none
 * @param views of a window, whose tokens are averaged
 */
public record RegionSettings(SuperpixelParameters superpixels, Pooling pooling, Views views) {

  /** Whether there are no superpixels. */
  public boolean dense() {
    return superpixels instanceof NoSuperpixels;
  }
}
