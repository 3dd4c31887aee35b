package io.lexiseg.processor.prototype;

import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.Clusters;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import io.lexiseg.vision.similarity.Aggregation.Votes;
import java.util.Arrays;

/**
 * Makes of the prototypes retrieved for a category what is kept of them. Those with a component
 * that is not finite are left out.
 */
final class PrototypeAggregator {
  private final Aggregation aggregation;
  private final int dimension;

  PrototypeAggregator(Aggregation aggregation, int dimension) {
    this.aggregation = aggregation;
    this.dimension = dimension;
  }

  /**
   * The usable ones.
   *
   * @param raw {@code [*, dimension]}
   * @return some of the rows, in order, owned by the caller
   */
  float[] finite(float[] raw) {
    float[] finite = new float[raw.length];
    int size = 0;
    for (int from = 0; from < raw.length; from += dimension) {
      if (isFinite(raw, from)) {
        System.arraycopy(raw, from, finite, size, dimension);
        size += dimension;
      }
    }
    return Arrays.copyOf(finite, size);
  }

  private boolean isFinite(float[] rows, int from) {
    for (int d = from; d < from + dimension; d++) {
      if (!Float.isFinite(rows[d])) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is kept.
   *
   * @param finite {@code [*, dimension]}
   * @return {@code [*, dimension]}; without any to begin with, a single row of zeros where one is
   *     expected, else none
   */
  float[] kept(float[] finite) {
    if (aggregation instanceof Clusters clusters) {
      return KMeans.means(finite, dimension, clusters.clusters(), clusters.spherical());
    }
    if (aggregation instanceof Votes
        || (aggregation instanceof Separate separate && separate.maxShare() > 0)) {
      return finite;
    }
    // The mean cosine is the dot product with the mean of the unit vectors.
    return mean(aggregation instanceof Separate ? KMeans.units(finite, dimension) : finite);
  }

  /** Mean of the rows (Eq. 4), summed in {@code double} in order; zeros without rows. */
  private float[] mean(float[] rows) {
    double[] sum = new double[dimension];
    for (int i = 0; i < rows.length; i++) {
      sum[i % dimension] += rows[i];
    }
    int count = rows.length / dimension;
    float[] mean = new float[dimension];
    for (int d = 0; d < dimension && count > 0; d++) {
      mean[d] = (float) (sum[d] / count);
    }
    return mean;
  }
}
