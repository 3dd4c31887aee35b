package io.lexiseg.vision.feature;

import io.lexiseg.vision.superpixel.LabelMap;

/**
 * The mean over a region's pixels of unit tokens interpolated to pixels (bilinear, align_corners =
 * true). Every region has mass.
 *
 * <p>Source: docs/method.md, section 12.
 */
public final class UpsampledPooler implements RegionPooler {
  /** Added to a token's norm. */
  private static final double EPSILON = 1e-8;

  @Override
  public RegionFeatures pool(LabelMap map, TokenGrid grid) {
    RegionWeights weights = UpsampledWeights.of(map, grid.rows(), grid.columns());
    return RegionFeatures.weighted(weights, grid, reciprocalNorms(grid), 0);
  }

  private static float[] reciprocalNorms(TokenGrid grid) {
    float[] scale = new float[grid.rows() * grid.columns()];
    for (int token = 0; token < scale.length; token++) {
      scale[token] = (float) (1 / (grid.norm(token) + EPSILON));
    }
    return scale;
  }
}
