package io.lexiseg.lab.ablation;

import java.util.SplittableRandom;

/**
 * Cluster means by Lloyd's algorithm, the best of some random starts.
 *
 * <p>Rounds, starts and seed are those of the released program's call of faiss. <b>Deviations from
 * faiss:</b> other random numbers; a cluster that loses all its rows takes the row farthest from
 * its mean, where faiss splits a large one. As many rows as clusters are their own means.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class KMeans {
  private static final int ROUNDS = 20;
  private static final int STARTS = 10;
  private static final long SEED = 42;

  private final float[] rows;
  private final int count;
  private final int dimension;
  private final int clusters;
  private final boolean spherical;
  private final int[] clusterOf;
  private final double[] distance;

  private KMeans(float[] rows, int dimension, int clusters, boolean spherical) {
    this.rows = spherical ? units(rows, dimension) : rows;
    this.count = rows.length / dimension;
    this.dimension = dimension;
    this.clusters = clusters;
    this.spherical = spherical;
    this.clusterOf = new int[count];
    this.distance = new double[count];
  }

  /**
   * Means of at most {@code clusters} clusters.
   *
   * @param rows {@code [*, dimension]}, read only
   * @param spherical whether rows and means are brought to unit length
   * @return {@code [min(clusters, rows), dimension]}, owned by the caller
   */
  static float[] means(float[] rows, int dimension, int clusters, boolean spherical) {
    if (rows.length <= (long) clusters * dimension) {
      return spherical ? units(rows, dimension) : rows.clone();
    }
    return new KMeans(rows, dimension, clusters, spherical).best();
  }

  private float[] best() {
    float[] best = new float[0];
    double least = Double.POSITIVE_INFINITY;
    SplittableRandom random = new SplittableRandom(SEED);
    for (int start = 0; start < STARTS; start++) {
      float[] means = initial(random);
      for (int round = 0; round < ROUNDS; round++) {
        assign(means);
        update(means);
      }
      double cost = assign(means);
      if (cost < least) {
        least = cost;
        best = means;
      }
    }
    return best;
  }

  /** Distinct rows. */
  private float[] initial(SplittableRandom random) {
    int[] order = new int[count];
    float[] means = new float[clusters * dimension];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int c = 0; c < clusters; c++) {
      int other = random.nextInt(c, count);
      int row = order[other];
      order[other] = order[c];
      System.arraycopy(rows, row * dimension, means, c * dimension, dimension);
    }
    return means;
  }

  /** Puts each row to the nearest mean, the first of equally near ones; the sum of the squares. */
  private double assign(float[] means) {
    double cost = 0;
    for (int i = 0; i < count; i++) {
      distance[i] = Double.POSITIVE_INFINITY;
      for (int c = 0; c < clusters; c++) {
        double squares = 0;
        for (int d = 0; d < dimension; d++) {
          double off = rows[i * dimension + d] - means[c * dimension + d];
          squares += off * off;
        }
        if (squares < distance[i]) {
          distance[i] = squares;
          clusterOf[i] = c;
        }
      }
      cost += distance[i];
    }
    return cost;
  }

  private void update(float[] means) {
    int[] sizes = new int[clusters];
    double[] sums = new double[means.length];
    for (int i = 0; i < count; i++) {
      sizes[clusterOf[i]]++;
      for (int d = 0; d < dimension; d++) {
        sums[clusterOf[i] * dimension + d] += rows[i * dimension + d];
      }
    }
    for (int c = 0; c < clusters; c++) {
      if (sizes[c] == 0) {
        System.arraycopy(rows, farthest() * dimension, means, c * dimension, dimension);
      } else {
        for (int d = c * dimension; d < (c + 1) * dimension; d++) {
          means[d] = (float) (sums[d] / sizes[c]);
        }
      }
    }
    if (spherical) {
      System.arraycopy(units(means, dimension), 0, means, 0, means.length);
    }
  }

  /** The row farthest from its mean; each is given away once. */
  private int farthest() {
    int farthest = 0;
    for (int i = 1; i < count; i++) {
      if (distance[i] > distance[farthest]) {
        farthest = i;
      }
    }
    distance[farthest] = 0;
    return farthest;
  }

  /** Rows of unit length; zeros stay. */
  private static float[] units(float[] rows, int dimension) {
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
}
