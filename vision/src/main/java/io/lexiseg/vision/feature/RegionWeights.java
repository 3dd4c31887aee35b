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
   * Adds a region's weighted tokens, entry after entry, in single precision: conversions would keep
   * C2 from making vector code.
   *
   * @param scale factor of each token, {@code [rows * columns]}
   * @param sum {@code [dimension]}, added to
   */
  void addTo(float[] sum, int region, TokenGrid grid, float[] scale) {
    int dimension = grid.dimension();
    for (int e = offsets[region]; e < offsets[region + 1]; e++) {
      addScaled(
          sum, weights[e] * scale[tokens[e]], grid.values(), tokens[e] * dimension, dimension);
    }
  }

  private static void addScaled(float[] sum, float factor, float[] values, int from, int count) {
    for (int d = 0; d < count; d++) {
      sum[d] += factor * values[from + d];
    }
  }
}
