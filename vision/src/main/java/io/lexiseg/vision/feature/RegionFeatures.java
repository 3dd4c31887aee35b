package io.lexiseg.vision.feature;

import java.util.Arrays;

/**
 * The pooled feature of each region: {@code regions x dimension}, row-major, not normalised.
 *
 * <p>A region <em>vanishes</em> when its feature has no direction: no token position touches it, or
 * the tokens that do are zero. Its row is zero.
 *
 * <p>Immutable.
 */
public final class RegionFeatures {
  private final int dimension;
  private final float[] values;
  private final double[] masses;
  private final double[] norms;

  private RegionFeatures(int regions, int dimension) {
    this.dimension = dimension;
    this.values = new float[Math.multiplyExact(regions, dimension)];
    this.masses = new double[regions];
    this.norms = new double[regions];
  }

  /** Regions of which each has vanished. */
  static RegionFeatures vanished(int regions, int dimension) {
    return new RegionFeatures(regions, dimension);
  }

  /** Row {@code r} is sum(weight * scale * token) / (sum(weight) + epsilon). */
  static RegionFeatures weighted(
      RegionWeights weights, TokenGrid grid, float[] scale, double epsilon) {
    RegionFeatures features = new RegionFeatures(weights.regions(), grid.dimension());
    float[] sum = new float[grid.dimension()];
    for (int region = 0; region < weights.regions(); region++) {
      double mass = weights.mass(region);
      if (mass > 0) {
        Arrays.fill(sum, 0);
        weights.addTo(sum, region, grid, scale);
        features.set(region, mass, sum, 1 / (mass + epsilon));
      }
    }
    return features;
  }

  private void set(int region, double mass, float[] sum, double factor) {
    double squares = 0;
    for (int d = 0; d < dimension; d++) {
      float value = (float) (sum[d] * factor);
      values[region * dimension + d] = value;
      squares += (double) value * value;
    }
    if (!Double.isFinite(squares)) {
      throw new IllegalStateException(
          "pooling: expected finite tokens, region %d pools to a value that is not"
              .formatted(region));
    }
    masses[region] = mass;
    norms[region] = Math.sqrt(squares);
  }

  /** Number of regions. */
  public int regions() {
    return norms.length;
  }

  /** Components of a feature. */
  public int dimension() {
    return dimension;
  }

  /** {@code [regions, dimension]}, not a copy; read only. */
  public float[] values() {
    return values;
  }

  /** Sum of the weights that formed a region's feature, at least 0. */
  public double mass(int region) {
    return masses[region];
  }

  /** L2 norm of a region's feature; 0 when it vanished. */
  public double norm(int region) {
    return norms[region];
  }

  /** Whether a region has no feature. */
  public boolean vanished(int region) {
    return norms[region] == 0;
  }
}
