package io.lexiseg.vision.feature;

/**
 * How much each token of a grid counts for each region: a sparse matrix {@code regions x tokens},
 * the entries of region {@code r} at {@code offsets[r] .. offsets[r + 1] - 1}.
 *
 * <p><b>Ownership:</b> arrays are kept, not copied; nobody may write to them afterwards.
 */
final class RegionWeights {
  private final int[] offsets;
  private final int[] tokens;
  private final float[] weights;

  /**
   * Wraps a matrix.
   *
   * @param offsets {@code [regions + 1]}
   * @param tokens token of each entry, at least {@code offsets[regions]} long
   * @param weights weight of each entry, as long
   */
  RegionWeights(int[] offsets, int[] tokens, float[] weights) {
    this.offsets = offsets;
    this.tokens = tokens;
    this.weights = weights;
  }

  int regions() {
    return offsets.length - 1;
  }

  /** Sum of a region's weights; 0 when no token sees it. */
  double mass(int region) {
    double mass = 0;
    for (int e = offsets[region]; e < offsets[region + 1]; e++) {
      mass += weights[e];
    }
    return mass;
  }

  /**
   * Adds a region's weighted tokens, entry after entry.
   *
   * @param scale factor of each token, {@code [rows * columns]}
   * @param sum {@code [dimension]}, added to
   */
  void addTo(double[] sum, int region, TokenGrid grid, float[] scale) {
    int dimension = grid.dimension();
    float[] values = grid.values();
    for (int e = offsets[region]; e < offsets[region + 1]; e++) {
      double factor = (double) weights[e] * scale[tokens[e]];
      int token = tokens[e] * dimension;
      for (int d = 0; d < dimension; d++) {
        sum[d] += factor * values[token + d];
      }
    }
  }
}
