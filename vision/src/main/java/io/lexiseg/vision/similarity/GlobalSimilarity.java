package io.lexiseg.vision.similarity;

/**
 * Cosines of one window's embedding against the categories' text embeddings, neither scaled nor
 * squashed. Immutable.
 *
 * <p>Source: docs/method.md, section 6.
 */
public final class GlobalSimilarity {
  private final float[] cosines;

  private GlobalSimilarity(float[] cosines) {
    this.cosines = cosines;
  }

  /**
   * Compares an embedding with all categories of a bank.
   *
   * @param embedding {@code [textDimension]}, unit L2 norm
   * @throws IllegalArgumentException if the embedding's length is not the bank's text dimension
   * @throws IllegalStateException if a cosine is not finite
   */
  public static GlobalSimilarity of(float[] embedding, CategoryBank bank) {
    int dimension = bank.textDimension();
    if (embedding.length != dimension) {
      throw new IllegalArgumentException(
          "global similarity: expected an embedding of %d components, got %d"
              .formatted(dimension, embedding.length));
    }
    float[] cosines = new float[bank.size()];
    for (int n = 0; n < cosines.length; n++) {
      cosines[n] = dot(embedding, bank.textEmbeddings(), n * dimension);
    }
    return new GlobalSimilarity(cosines);
  }

  /** The term switched off: 0 for each of {@code categories}. */
  public static GlobalSimilarity off(int categories) {
    return new GlobalSimilarity(new float[categories]);
  }

  private static float dot(float[] embedding, float[] texts, int offset) {
    double even = 0;
    double odd = 0;
    double evenAfter = 0; // four sums at once, as each addition has to wait for the last
    double oddAfter = 0;
    int d = 0;
    for (; d + 4 <= embedding.length; d += 4) {
      even += (double) embedding[d] * texts[offset + d];
      odd += (double) embedding[d + 1] * texts[offset + d + 1];
      evenAfter += (double) embedding[d + 2] * texts[offset + d + 2];
      oddAfter += (double) embedding[d + 3] * texts[offset + d + 3];
    }
    double sum = even + odd + evenAfter + oddAfter;
    for (; d < embedding.length; d++) {
      sum += (double) embedding[d] * texts[offset + d];
    }
    if (!Double.isFinite(sum)) {
      throw new IllegalStateException(
          "global similarity: expected finite embeddings, got a cosine of " + sum);
    }
    return (float) sum;
  }

  /** Cosine of category {@code n}, -1..1. */
  public float cosine(int n) {
    return cosines[n];
  }
}
