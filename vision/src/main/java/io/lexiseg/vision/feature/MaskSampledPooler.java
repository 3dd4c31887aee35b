package io.lexiseg.vision.feature;

import io.lexiseg.vision.superpixel.LabelMap;
import java.util.Arrays;

/**
 * Eq. 2 over superpixels: each region's mask is sampled at the token positions (bilinear,
 * align_corners = true), and raw tokens are averaged with those soft weights. A region that no
 * token position touches vanishes.
 *
 * <p>Source: docs/method.md, section 5.
 */
public final class MaskSampledPooler implements RegionPooler {
  /** Added to a region's mass; single-precision epsilon. */
  private static final double EPSILON = 1.1920929e-07;

  @Override
  public RegionFeatures pool(LabelMap map, TokenGrid grid) {
    float[] scale = new float[grid.rows() * grid.columns()];
    Arrays.fill(scale, 1);
    RegionWeights weights = MaskSampledWeights.of(map, grid.rows(), grid.columns());
    return RegionFeatures.weighted(weights, grid, scale, EPSILON);
  }
}
