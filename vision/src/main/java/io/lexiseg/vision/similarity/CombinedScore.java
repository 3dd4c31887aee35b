package io.lexiseg.vision.similarity;

/**
 * The score of a category at a place: {@code beta * sigmoid(local) + (1 - beta) * global}.
 *
 * <p>Source: Eq. 5 as implemented by its authors, docs/method.md, section 7. <b>Deviation from the
 * paper's text:</b> the local cosine is squashed by the logistic sigmoid first; their published
 * figures need it.
 */
public final class CombinedScore {
  private CombinedScore() {}

  /** Logistic sigmoid. */
  static float sigmoid(float cosine) {
    return (float) (1 / (1 + Math.exp(-cosine)));
  }

  /**
   * Replaces local cosines by scores, in place.
   *
   * @param local {@code [*, categories]}, written to
   * @param global whose category {@code from + n} is column {@code n}
   * @param localWeight beta, 0..1
   */
  public static void mix(
      float[] local, int categories, GlobalSimilarity global, int from, double localWeight) {
    float beta = (float) localWeight;
    float rest = (float) (1 - localWeight);
    for (int row = 0; row < local.length; row += categories) {
      for (int n = 0; n < categories; n++) {
        local[row + n] = beta * sigmoid(local[row + n]) + rest * global.cosine(from + n); // Eq. 5
      }
    }
  }
}
