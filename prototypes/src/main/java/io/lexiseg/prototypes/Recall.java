package io.lexiseg.prototypes;

/**
 * How much of what exact search finds another index of the same pairs finds too.
 *
 * @param queries how many were asked, at least 1
 * @param neighbours compared for each
 * @param share found by both, mean over the queries, 0..1
 */
public record Recall(int queries, int neighbours, double share) {
  /**
   * Asks both indexes for the neighbours of {@link Probes}.
   *
   * @param index the one in question
   * @param exact holds the same pairs under the same ids and searches exactly
   * @param queries at least 1; more than there are keys asks for each key once
   * @param neighbours at least 1; more than there are compares all
   * @throws IllegalArgumentException if the indexes hold different numbers of pairs
   */
  public static Recall measure(
      PrototypeIndex index, PrototypeIndex exact, int queries, int neighbours) {
    long count = exact.manifest().count();
    if (index.manifest().count() != count) {
      throw new IllegalArgumentException(
          "recall of %s: expected %d pairs as in the exact index, got %d"
              .formatted(index.manifest().name(), count, index.manifest().count()));
    }
    int asked = (int) Math.min(queries, count);
    int compared = (int) Math.min(neighbours, count);
    long found = 0;
    for (float[] query : Probes.of(exact, asked)) {
      ExactAnswer answer = new ExactAnswer(query, exact.nearest(query, compared));
      found += answer.hits(index.nearest(query, compared), compared, exact);
    }
    return new Recall(asked, compared, (double) found / ((long) asked * compared));
  }
}
