package io.lexiseg.prototypes;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What exact search finds for one query, to judge another answer by. Keys as similar as the last of
 * the neighbours count as found, too: many pairs share a key, and any of them is right.
 */
public final class ExactAnswer {
  /** Similarities of equal keys, summed in different orders, differ by less. */
  private static final double ROUNDING = 2e-6;

  private final float[] query;
  private final List<Neighbour> best;

  /**
   * An answer.
   *
   * @param query {@code [keyDimension]}, unit norm, kept
   * @param best all neighbours that are going to be compared, best first
   */
  public ExactAnswer(float[] query, List<Neighbour> best) {
    this.query = query;
    this.best = List.copyOf(best);
  }

  /** The query {@code [keyDimension]}, not to be written to. */
  public float[] query() {
    return query;
  }

  /**
   * How many of the {@code k} best neighbours another search found.
   *
   * @param found by it, at most {@code k}
   * @param k at least 1, at most as many as are known
   * @param index holds the keys
   */
  public int hits(List<Neighbour> found, int k, PrototypeIndex index) {
    Set<Long> ids =
        best.subList(0, k).stream().map(Neighbour::id).collect(Collectors.toUnmodifiableSet());
    long[] others =
        found.stream().mapToLong(Neighbour::id).filter(id -> !ids.contains(id)).toArray();
    return found.size() - others.length + asSimilar(others, best.get(k - 1).similarity(), index);
  }

  private int asSimilar(long[] ids, float last, PrototypeIndex index) {
    float[] keys = index.keys(ids);
    int number = 0;
    for (int i = 0; i < ids.length; i++) {
      number += product(keys, i * query.length) >= last - ROUNDING ? 1 : 0;
    }
    return number;
  }

  private double product(float[] keys, int offset) {
    double product = 0;
    for (int d = 0; d < query.length; d++) {
      product += (double) query[d] * keys[offset + d];
    }
    return product;
  }
}
