package io.lexiseg.vision.similarity;

/**
 * How the prototypes retrieved for a category become what features are compared with.
 *
 * <p>Source: Table 5 of the paper and the authors' program, docs/method.md, section 2.
 */
public sealed interface Aggregation {

  /** The raw mean of all, compared by cosine (Eq. 4). */
  record MeanEmbedding() implements Aggregation {}

  /**
   * All are kept; a category's similarity is a mix of the highest and the mean cosine.
   *
   * @param maxShare of the highest, 0..1: 0 is the paper's mean similarity, 1 its max similarity
   */
  record Separate(double maxShare) implements Aggregation {
    public Separate {
      requireShare(maxShare);
    }
  }

  /**
   * The means of clusters are kept and compared as in {@link Separate}.
   *
   * @param clusters kept for a category, 1..4096; never more than it has prototypes
   * @param spherical whether prototypes and means are brought to unit length
   * @param maxShare as in {@link Separate}
   */
  record Clusters(int clusters, boolean spherical, double maxShare) implements Aggregation {
    private static final int MOST = 4096;

    public Clusters {
      requireShare(maxShare);
      if (clusters < 1 || clusters > MOST) {
        throw new IllegalArgumentException(
            "aggregation: expected 1..%d clusters, got %d".formatted(MOST, clusters));
      }
    }
  }

  /**
   * All are kept; of the most similar ones over all categories, each category sums those of its
   * own.
   *
   * @param voters how many are summed, at least 1
   */
  record Votes(int voters) implements Aggregation {
    public Votes {
      if (voters < 1) {
        throw new IllegalArgumentException(
            "aggregation: expected at least one voter, got " + voters);
      }
    }
  }

  private static void requireShare(double maxShare) {
    if (!(maxShare >= 0 && maxShare <= 1)) {
      throw new IllegalArgumentException("aggregation: expected maxShare 0..1, got " + maxShare);
    }
  }
}
