package io.lexiseg.recognition.retrieval;

import io.lexiseg.vision.similarity.Aggregation;
import io.lexiseg.vision.similarity.Aggregation.Nearest;
import io.lexiseg.vision.similarity.Aggregation.Separate;
import java.util.Arrays;
import java.util.List;

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
    if (aggregation.keepsRows()) {
      return aggregation.kept(finite, dimension);
    }
    // The mean cosine is the dot product with the mean of the unit vectors.
    return mean(aggregation instanceof Separate ? units(finite) : finite);
  }

  /**
   * What is kept of retrieved prototypes and exemplars together. Where one row is kept, it is the
   * weighted mean of the two means. These are brought to unit length before, since raw lengths
   * depend on how prototypes were made. So it is with {@link Nearest}, too, as rows have no
   * weights. Where several are kept otherwise, the exemplars stand beside the others.
   *
   * @param retrieved {@code [*, dimension]}, as {@link #kept} gives it; none or zeros: nothing was
   *     retrieved
   * @param exemplars one {@code [dimension]} each, raw, at least one
   * @param weight of the exemplars, 0..1; without meaning where nothing was retrieved. Where
   *     several rows are kept, 0 and 1 leave the others out
   */
  float[] mixed(float[] retrieved, List<float[]> exemplars, double weight) {
    float[] units = new float[exemplars.size() * dimension];
    for (int i = 0; i < exemplars.size(); i++) {
      System.arraycopy(units(exemplars.get(i)), 0, units, i * dimension, dimension);
    }
    boolean nothing = isZero(retrieved);
    boolean nearest = aggregation instanceof Nearest;
    if (aggregation.keepsRows() && !nearest) {
      return nothing || weight == 1 ? units : weight == 0 ? retrieved : joined(retrieved, units);
    }
    if (nearest && weight == 0 && !nothing) {
      return retrieved;
    }
    float[] shown = unitMean(units);
    float[] found = nearest ? mean(units(retrieved)) : retrieved;
    return nothing ? shown : between(unit(found), shown, weight);
  }

  private static boolean isZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** The mean cosine is taken with the mean of unit vectors as it is. */
  private float[] unitMean(float[] units) {
    return unit(mean(units));
  }

  private float[] unit(float[] row) {
    return aggregation instanceof Separate ? row : units(row);
  }

  /** Rows of unit length; zeros stay. */
  private float[] units(float[] rows) {
    float[] units = new float[rows.length];
    for (int from = 0; from < rows.length; from += dimension) {
      double squares = 0;
      for (int d = from; d < from + dimension; d++) {
        squares += (double) rows[d] * rows[d];
      }
      for (int d = from; d < from + dimension && squares > 0; d++) {
        units[d] = (float) (rows[d] / Math.sqrt(squares));
      }
    }
    return units;
  }

  private float[] between(float[] retrieved, float[] shown, double weight) {
    float[] mixed = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      mixed[d] = (float) ((1 - weight) * retrieved[d] + weight * shown[d]);
    }
    return mixed;
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
