package io.lexiseg.vision.encoder;

import io.lexiseg.vision.feature.RegionFeatures;

/**
 * Names regions: a pooled feature of the local backbone becomes a vector in the text encoder's
 * space (a classifier of such features whose class names are embedded).
 *
 * <p><b>Threads:</b> safe.
 */
public interface RegionEncoder {
  /** Components of a vector; equals the text encoder's. */
  int dimension();

  /**
   * Names all regions of a window.
   *
   * @return {@code [regions, dimension]}, unit rows, zeros where a region vanished; owned by the
   *     caller
   */
  float[] embed(RegionFeatures features);
}
