package io.lexiseg.vision.similarity;

/**
 * Cosines of named regions to the texts of a run of categories: what a region is called, compared
 * with what is looked for.
 *
 * <p>Immutable. Source: docs/method.md, section 12; not in the paper.
 */
public final class NamedSimilarity {
  private final DotProducts texts;
  private final int dimension;
  private final float weight;

  private NamedSimilarity(DotProducts texts, int dimension, float weight) {
    this.texts = texts;
    this.dimension = dimension;
    this.weight = weight;
  }

  /**
   * Compares with categories {@code from .. to - 1} of a bank.
   *
   * @param weight what a cosine counts beside the local one, 0..1
   */
  public static NamedSimilarity of(CategoryBank bank, int from, int to, double weight) {
    int dimension = bank.textDimension();
    float[][] components =
        weight == 0
            ? new float[0][]
            : CategoryPrototypes.components(bank.textEmbeddings(), dimension, from, to);
    return new NamedSimilarity(new DotProducts(components, to - from), dimension, (float) weight);
  }

  /**
   * Adds weighted cosines to local ones; nothing where the weight is 0.
   *
   * @param local {@code [rows][categories]}, written to
   * @param names {@code [*, textDimension]}, unit rows or zeros
   * @param rows which of them
   * @throws IllegalStateException if the regions have no names
   */
  public void addTo(float[][] local, float[] names, int[] rows) {
    if (weight == 0 || rows.length == 0) {
      return;
    }
    if (names.length % dimension != 0 || names.length <= rows[rows.length - 1] * dimension) {
      throw new IllegalStateException(
          "named similarity: expected names of %d components for %d regions, got %d values"
              .formatted(dimension, rows.length, names.length));
    }
    float[][] cosines = texts.with(names, rows);
    for (int k = 0; k < rows.length; k++) {
      for (int n = 0; n < cosines[k].length; n++) {
        local[k][n] += weight * cosines[k][n];
      }
    }
  }
}
